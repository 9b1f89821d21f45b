using System.Globalization;

namespace KerasPort.Tests.Saving;

/// <summary>How one real file went.</summary>
/// <param name="File">The file's name: the first digits of its SHA-256.</param>
/// <param name="Outcome">loaded, weights (its weights were read) or error (it ended in its own clear one).</param>
/// <param name="Difference">The largest difference from what real Keras predicted, relative where numbers are above 1; NaN without a golden.</param>
/// <param name="Message">What was said: the error, or why numbers are not judged.</param>
/// <param name="Failed">Whether this is not what must be.</param>
internal sealed record RealModelResult(string File, string Outcome, double Difference, string Message, bool Failed = false)
{
    public string ToLine() => string.Join('\t', File, Outcome, double.IsNaN(Difference) ? "" : Difference.ToString("G4", CultureInfo.InvariantCulture), Message.ReplaceLineEndings(" ").Replace('\t', ' '));
}
