using System.Text.Json;
using KerasPort.Testing;
using KerasPort.Tools.Doctor.Images;

namespace KerasPort.Tools.Tests.Doctor.Images;

/// <summary>NVIDIA's own files, read as pefile, objdump, readelf and pyelftools read them.</summary>
public class RealImagesTests
{
    private static string? Folder => Repository.Shared is { } shared && Directory.Exists(Path.Combine(shared, "cuda-samples"))
        ? Path.Combine(shared, "cuda-samples")
        : null;

    public static TheoryData<string> Files() =>
        [.. new[] { "cudart64_110.dll", "cudart32_110.dll", "cudart64_12.dll", "cudnn64_8.dll", "libcudart.so.11.0", "libcudnn.so.8", "libcudnn.so.9" }];

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void ReadsWhatIndependentReadersRead(string file)
    {
        Skip.If(Folder is null, "../shared/cuda-samples is not here: NVIDIA's files may not be committed.");
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, "expected.json")));
        var expected = document.RootElement.EnumerateArray().Single(item => item.GetProperty("file").GetString() == file);
        using var stream = File.OpenRead(Path.Combine(Folder!, file));

        var image = ImageReader.Read(stream, file);

        Assert.Equal(expected.GetProperty("format").GetString(), image.Format);
        Assert.Equal(expected.GetProperty("machine").GetString(), image.Machine);
        Assert.Equal(Texts(expected, "loads_at_run_time"), image.LoadsAtRunTime);
        Assert.All(Texts(expected, image is PeImage ? "exports_sample" : "symbols_sample"), name => Assert.Contains(name, image.Exports!));
        if (image is PeImage pe) { CheckPe(expected, pe); } else { CheckElf(expected, (ElfImage)image); }
    }

    private static void CheckPe(JsonElement expected, PeImage image)
    {
        Assert.Equal(expected.GetProperty("pe_kind").GetString(), image.Kind);
        Assert.Equal(expected.GetProperty("is_dll").GetBoolean(), image.IsDll);
        Assert.Equal(expected.GetProperty("timestamp").GetUInt32(), image.Timestamp);
        Assert.Equal(Texts(expected, "imports"), image.Imports);
        Assert.Equal(Texts(expected, "delay_imports"), image.DelayImports);
        Assert.Equal(expected.GetProperty("export_dll_name").GetString(), image.OwnName);
        Assert.Equal(expected.GetProperty("exports_count").GetInt32(), image.ExportCount);
        Assert.Equal(expected.GetProperty("exports_named").GetInt32(), image.NamedExportCount);
        Assert.Equal(expected.GetProperty("authenticode_bytes").GetUInt32(), image.SignatureBytes);
        Assert.Equal(expected.GetProperty("version_lang").GetString(), image.Version!.Language);
        var strings = expected.GetProperty("version_strings").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);
        Assert.Equal(strings.OrderBy(pair => pair.Key, StringComparer.Ordinal), image.Version.Strings.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(Numbers(expected, "fixed_file_version"), image.Version.FileVersion);
        Assert.Equal(Numbers(expected, "fixed_product_version"), image.Version.ProductVersion);
    }

    private static void CheckElf(JsonElement expected, ElfImage image)
    {
        Assert.Equal(expected.GetProperty("elf_class").GetString(), image.Class);
        Assert.Equal(expected.GetProperty("soname").GetString(), image.OwnName);
        Assert.Equal(Texts(expected, "needed").Order(StringComparer.Ordinal), image.Imports.Order(StringComparer.Ordinal));
        Assert.Equal(expected.GetProperty("runpath").GetString(), image.RunPath);
        Assert.Equal(expected.GetProperty("rpath").GetString(), image.RPath);
        Assert.Equal(expected.GetProperty("dynamic_symbols_defined").GetInt32(), image.DefinedSymbols);
        Assert.Equal(expected.GetProperty("dynamic_symbols_defined_functions").GetInt32(), image.DefinedFunctions);
        Assert.Equal(Texts(expected, "version_base"), image.VersionBase);
        Assert.Equal(Texts(expected, "versions_defined"), image.VersionsDefined);
        Assert.Equal(expected.GetProperty("build_id").GetString(), image.BuildId);
        Assert.Equal(Texts(expected, "glibc_versions_needed"), image.GlibcVersionsNeeded);
    }

    private static List<string> Texts(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    private static List<int> Numbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];
}
