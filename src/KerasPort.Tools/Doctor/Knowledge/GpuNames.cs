using System.Text.RegularExpressions;

namespace KerasPort.Tools.Doctor.Knowledge;

/// <summary>The compute capability of a GPU by its name: older drivers' nvidia-smi does not tell it.</summary>
internal static class GpuNames
{
    // The first pattern that matches counts, so special models stand before their series.
    private static readonly (string Pattern, string Capability)[] s_rows =
    [
        (@"Quadro RTX", "7.5"),
        (@"RTX\s*(PRO\s*)?\d000\s*Blackwell|RTX\s*50[5-9]0", "12.0"),
        (@"\bB[12]00\b|GB200", "10.0"),
        (@"\bH[12]00\b|GH200|\bH800\b", "9.0"),
        (@"RTX\s*40\d0|RTX\s*[2-6]\d00\s*Ada|\bL4\b|\bL40S?\b|\bL20\b", "8.9"),
        (@"RTX\s*30\d0|RTX\s*A\d{3,4}|\bA10G?\b|\bA16\b|\bA2\b|\bA40\b|MX570", "8.6"),
        (@"\bA100\b|\bA30\b|\bA800\b", "8.0"),
        (@"RTX\s*20\d0|GTX\s*16\d0|TITAN RTX|\bT4\b|\bT[124]000\b|\bT[456]00\b|MX450|MX550", "7.5"),
        (@"\bV100|TITAN V|GV100", "7.0"),
        (@"\bP100|GP100", "6.0"),
        (@"GTX\s*10\d0|GT\s*1030|(?<!GTX )TITAN Xp?\b|Quadro P|\bP4\b|\bP40\b|\bP6\b|MX1[35]0|MX[23][035]0", "6.1"),
        (@"GTX\s*9[5-8]0|GTX TITAN X|Quadro M[2456]000|Tesla M(4|6|40|60)\b", "5.2"),
        (@"GTX\s*7[45]0|8[3-6]0M|GTX\s*8\d0M|9[1-4]0M|MX110|Quadro [KM]\d*(620|1200|1000M|2000M)|Tesla M10", "5.0"),
        (@"Tesla K80", "3.7"),
        (@"Tesla K[24]0|GTX\s*780|GTX TITAN|GT\s*7[13]0|GeForce GT 640|Quadro K[56]\d00|Tesla K20", "3.5"),
        (@"GTX\s*6[5-9]0|GTX\s*7[67]0|GT\s*630|GT\s*740|Quadro K|Tesla K10|GRID K", "3.0"),
        (@"GTX\s*[45]\d0|GT\s*[45]\d0|Quadro [456]000|Tesla C20", "2.0"),
    ];

    /// <summary>The capability, or null where the name is not known.</summary>
    public static Version? Capability(string name) => s_rows
        .Where(row => Regex.IsMatch(name, row.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
        .Select(row => new Version(row.Capability))
        .FirstOrDefault();
}
