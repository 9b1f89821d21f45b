using System.Globalization;

namespace KerasPort.Tests;

/// <summary>Runs what must not depend on the user's language under languages that write numbers and letters in other ways.</summary>
internal static class Cultures
{
    /// <summary>The names of the cultures; a theory's rows.</summary>
    public static readonly string[] Names = ["", "de-DE", "tr-TR"];

    /// <summary>Runs an action under a culture; the thread's own comes back.</summary>
    public static void Run(string name, Action action)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
            action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
