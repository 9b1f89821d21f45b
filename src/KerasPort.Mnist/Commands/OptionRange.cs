using System.CommandLine;
using System.Globalization;

namespace KerasPort.Mnist.Commands;

/// <summary>Bounds of options that are whole numbers.</summary>
internal static class OptionRange
{
    /// <summary>Makes every other number wrong usage.</summary>
    public static void Between(this Option<int> option, int least, int most = int.MaxValue) => option.Validators.Add(result =>
    {
        // What is no number has its own message.
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && (value < least || value > most))
            result.AddError(FormattableString.Invariant($"{option.Name} must be a whole number from {least}{(most < int.MaxValue ? $" to {most}" : "")}. Received: {value}."));
    });
}
