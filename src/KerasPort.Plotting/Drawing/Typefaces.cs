using SkiaSharp;

namespace KerasPort.Plotting.Drawing;

/// <summary>The one font of every picture, shipped inside the assembly so that machines without fonts draw the same text.</summary>
internal static class Typefaces
{
    private static readonly Lazy<SKTypeface> s_sans = new(() =>
    {
        using var stream = typeof(Typefaces).Assembly.GetManifestResourceStream("DejaVuSans.ttf")
            ?? throw new InvalidOperationException("KerasPort.Plotting was built without its font DejaVuSans.ttf.");
        return SKTypeface.FromStream(stream);
    });

    /// <summary>A font of DejaVu Sans with matplotlib's rendering: grey edges, positions between pixels, no hinting.</summary>
    public static SKFont Sans(float pixels) => new(s_sans.Value, pixels)
    {
        Edging = SKFontEdging.Antialias,
        Hinting = SKFontHinting.None,
        Subpixel = true,
    };
}
