using System.Text;
using System.Text.RegularExpressions;

namespace KerasPort.Tools.Doctor.Images;

/// <summary>Finds the names of libraries that an image loads by name at run time.</summary>
internal static partial class RunTimeNames
{
    // A thin loader such as cudnn64_8.dll has its names in its first half megabyte; of larger files nothing more is looked at.
    private const int Most = 720_000;

    /// <summary>The names in the given part of the file, in ordinal order, without the known ones.</summary>
    public static IReadOnlyList<string> Find(ImageBytes bytes, IEnumerable<(long Offset, long Size)> parts, IEnumerable<string?> known)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var text = new StringBuilder();
        var left = Most;
        foreach (var (offset, size) in parts)
        {
            var end = Math.Min(offset + size, bytes.Length);
            for (var position = offset; position < end && left > 0 && bytes.Left > 8192; position++, left--)
            {
                var next = bytes.U8(position);
                if (next is > 0x20 and < 0x7F)
                {
                    text.Append((char)next);
                    continue;
                }

                if (next == 0 && text.Length is > 5 and < 64 && Name().IsMatch(text.ToString()))
                {
                    names.Add(text.ToString());
                }

                text.Clear();
            }
        }

        names.ExceptWith(known.OfType<string>());
        return [.. names];
    }

    [GeneratedRegex(@"^((nvcuda|cudnn|cublas|cudart|cufft|curand|cusolver|cusparse|nvrtc|nvJitLink|cupti|zlibwapi)[\w.-]*\.dll|lib(cu|nv)[\w-]*\.so(\.\d+)*)$")]
    private static partial Regex Name();
}
