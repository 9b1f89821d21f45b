using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KerasPort.Hdf5;
using KerasPort.Tools.Doctor.Output;

namespace KerasPort.Tools.Doctor.Fixing;

/// <summary>What --fix made in a folder, kept there so that --undo can take back exactly that.</summary>
internal static class FixRecord
{
    public const string FileName = "kerasport-doctor-fix.json";

    public sealed record Made(string Copy, string Original, string Sha256);

    public static string Sum(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public static void Write(string folder, IReadOnlyList<Made> copies)
    {
        var root = new JsonObject
        {
            ["made_by"] = "kerasport doctor --fix",
            ["copies"] = new JsonArray([.. copies.Select(made => (JsonNode)new JsonObject
            {
                ["copy"] = made.Copy, ["original"] = made.Original, ["sha256"] = made.Sha256,
            })]),
        };
        // Half a record would be worse than none.
        AtomicFile.Write(Path.Combine(folder, FileName), stream => stream.Write(Encoding.UTF8.GetBytes(JsonText.Of(root) + "\n")));
    }

    /// <summary>The record in a folder; names only, never paths, so that a record can't point out of its folder.</summary>
    public static IReadOnlyList<Made> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return [.. JsonNode.Parse(File.ReadAllText(path))!["copies"]!.AsArray().Select(made => new Made(
                Plain(made!["copy"]!.GetValue<string>()), Plain(made["original"]!.GetValue<string>()), made["sha256"]!.GetValue<string>()))];
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"`{path}`: must be a record that --fix wrote. Received: {error.Message}", error);
        }
    }

    private static string Plain(string name) => name == Path.GetFileName(name) && name.Length > 0
        ? name
        : throw new FormatException($"{name} is no plain file name");
}
