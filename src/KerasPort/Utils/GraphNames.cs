namespace KerasPort.Utils;

/// <summary>Names that TensorFlow takes for operations.</summary>
internal static class GraphNames
{
    /// <summary>The name with what TensorFlow refuses turned into '_'.</summary>
    public static string Clean(string name)
    {
        var clean = string.Create(name.Length, name, (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = char.IsAsciiLetterOrDigit(source[i]) || (i > 0 && source[i] is '_' or '.' or '-') ? source[i] : '_';
        });
        return clean.Length == 0 || clean[0] == '_' ? "layer" + clean : clean;
    }
}
