using System.Text.Json.Nodes;
using KerasPort.Tools.Commands;

namespace KerasPort.Tools.Tests.Doctor.WhatIf;

/// <summary>What each version needs, against NVIDIA's and TensorFlow's own tables.</summary>
public class WhatIfTests
{
    private const string Cuda8 = "cudart64_80 cublas64_80 cufft64_80 curand64_80";
    private const string Cuda9 = "cudart64_90 cublas64_90 cufft64_90 curand64_90 cusolver64_90";
    private const string Cuda10 = "cudart64_100 cublas64_100 cufft64_100 curand64_100 cusolver64_100";
    private const string Cuda101 = "cudart64_101 cublas64_10 cufft64_10 curand64_10 cusolver64_10 cusparse64_10";
    private const string Cuda110 = "cudart64_110 cublas64_11 cublasLt64_11 cufft64_10 curand64_10 cusolver64_10 cusparse64_11";
    private const string Cuda112 = "cudart64_110 cublas64_11 cublasLt64_11 cufft64_10 curand64_10 cusolver64_11 cusparse64_11";
    private const string Linux101 = "cudart.so.10.1 cublas.so.10 cufft.so.10 curand.so.10 cusolver.so.10 cusparse.so.10";
    private const string Linux110 = "cudart.so.11.0 cublas.so.11 cublasLt.so.11 cufft.so.10 curand.so.10 cusolver.so.10 cusparse.so.11";
    private const string Linux112 = "cudart.so.11.0 cublas.so.11 cublasLt.so.11 cufft.so.10 curand.so.10 cusolver.so.11 cusparse.so.11";
    private const string Linux12 = "cudart.so.12 cublas.so.12 cublasLt.so.12 cufft.so.11 cusolver.so.11 cusparse.so.12";

    [Theory]
    [InlineData("1.0", "8.0", "5.1", "376.51", Cuda8, "cudnn64_5")]
    [InlineData("1.2", "8.0", "5.1", "376.51", Cuda8, "cudnn64_5")]
    [InlineData("1.4", "8.0", "6.0", "376.51", Cuda8, "cudnn64_6")]
    [InlineData("1.5", "9.0", "7.0", "385.54", Cuda9, "cudnn64_7")]
    [InlineData("1.10", "9.0", "7.0", "385.54", Cuda9, "cudnn64_7")]
    [InlineData("1.12", "9.0", "7.2", "385.54", Cuda9, "cudnn64_7")]
    [InlineData("1.13", "10.0", "7.4", "411.31", Cuda10, "cudnn64_7")]
    [InlineData("1.14", "10.0", "7.4", "411.31", Cuda10 + " cusparse64_100", "cudnn64_7")]
    [InlineData("1.15", "10.0", "7.4", "411.31", Cuda10 + " cusparse64_100", "cudnn64_7")]
    [InlineData("2.0", "10.0", "7.4", "411.31", Cuda10 + " cusparse64_100", "cudnn64_7")]
    [InlineData("2.1", "10.1", "7.6", "418.96", Cuda101, "cudnn64_7")]
    [InlineData("2.2", "10.1", "7.6", "418.96", Cuda101, "cudnn64_7")]
    [InlineData("2.3", "10.1", "7.6", "418.96", Cuda101, "cudnn64_7")]
    [InlineData("2.4", "11.0", "8.0", "451.48", Cuda110, "cudnn64_8")]
    [InlineData("2.5", "11.2", "8.1", "452.39", Cuda112, "cudnn64_8")]
    [InlineData("2.6", "11.2", "8.1", "452.39", Cuda112, "cudnn64_8")]
    [InlineData("2.7", "11.2", "8.1", "452.39", Cuda112, "cudnn64_8")]
    [InlineData("2.8", "11.2", "8.1", "452.39", Cuda112, "cudnn64_8")]
    [InlineData("2.9", "11.2", "8.1", "452.39", Cuda112, "cudnn64_8")]
    [InlineData("2.10", "11.2", "8.1", "452.39", Cuda112, "cudnn64_8")]
    public async Task KnowsTheExactNamesOnWindows(string version, string cuda, string cudnn, string driver, string libraries, string main)
    {
        var needs = await Ask(0, "--tensorflow", version, "--os", "windows");

        Assert.Equal(libraries.Split(' ').Select(name => name + ".dll"), List(needs, "libraries"));
        Check(needs, cuda, cudnn, driver, main + ".dll");
        Assert.Equal("nvcuda.dll", Text(needs, "driver_library"));
    }

    [Theory]
    [InlineData("1.15", "10.0", "7.4", "410.48", "cudart.so.10.0 cublas.so.10.0 cufft.so.10.0 curand.so.10.0 cusolver.so.10.0 cusparse.so.10.0", "cudnn.so.7")]
    [InlineData("2.1", "10.1", "7.6", "418.39", Linux101, "cudnn.so.7")]
    [InlineData("2.3", "10.1", "7.6", "418.39", Linux101, "cudnn.so.7")]
    [InlineData("2.4", "11.0", "8.0", "450.51.05", Linux110, "cudnn.so.8")]
    [InlineData("2.10", "11.2", "8.1", "450.80.02", Linux112, "cudnn.so.8")]
    [InlineData("2.11", "11.2", "8.1", "450.80.02", Linux112, "cudnn.so.8")]
    [InlineData("2.12", "11.8", "8.6", "450.80.02", Linux112, "cudnn.so.8")]
    [InlineData("2.13", "11.8", "8.6", "450.80.02", Linux112, "cudnn.so.8")]
    [InlineData("2.14", "11.8", "8.7", "450.80.02", "cudart.so.11.0 cublas.so.11 cublasLt.so.11 cufft.so.10 cusolver.so.11 cusparse.so.11", "cudnn.so.8")]
    [InlineData("2.15", "12.2", "8.9", "525.60.13", Linux12, "cudnn.so.8")]
    [InlineData("2.17.1", "12.3", "8.9", "525.60.13", Linux12, "cudnn.so.8")]
    [InlineData("2.18.0", "12.5", "9.3", "525.60.13", Linux12, "cudnn.so.9")]
    [InlineData("2.21", "12.5", "9.3", "525.60.13", Linux12, "cudnn.so.9")]
    public async Task KnowsTheExactNamesOnLinux(string version, string cuda, string cudnn, string driver, string libraries, string main)
    {
        var needs = await Ask(0, "--tensorflow", version, "--os", "linux");

        Assert.Equal(libraries.Split(' ').Select(name => "lib" + name), List(needs, "libraries"));
        Check(needs, cuda, cudnn, driver, "lib" + main);
        Assert.Equal("libcuda.so.1", Text(needs, "driver_library"));
    }

    [Theory]
    [InlineData("2.11")]
    [InlineData("2.18.0")]
    public async Task SaysThatWindowsEnded(string version)
    {
        var needs = await Ask(1, "--tensorflow", version, "--os", "windows");

        Assert.False(needs["gpu_build"]!.GetValue<bool>());
        Assert.Equal("windows-gpu-ended", Text(needs, "first_finding"));
        Assert.Equal("use-tensorflow-2.10-or-wsl2", Text(needs, "remedy"));
    }

    [Theory]
    [InlineData("--tensorflow", "3.0")]
    [InlineData("--tensorflow", "0.12")]
    [InlineData("--tensorflow", "two")]
    [InlineData("--tensorflow", "2.10", "--os", "beos")]
    [InlineData("--tensorflow", "2.10", "--cuda", "/no/such/folder")]
    [InlineData("--cuda", "/tmp")]
    [InlineData("--os", "linux")]
    public async Task RefusesWhatItDoesNotKnow(params string[] arguments)
    {
        using var output = new StringWriter();

        Assert.Equal(64, await ToolCommand.RunAsync(["doctor", .. arguments], output, output));
        Assert.NotEmpty(output.ToString());
    }

    private static void Check(JsonNode needs, string cuda, string cudnn, string driver, string main)
    {
        Assert.Equal((cuda, cudnn, driver, main), (Text(needs, "cuda"), Text(needs, "cudnn"), Text(needs, "driver_at_least"), Text(needs, "cudnn_library")));
        Assert.Equal(cudnn[0] switch { '8' => 6, '9' => 7, _ => 0 }, List(needs, "cudnn_parts").Count());
        Assert.All(new[] { "cuda", "cudnn", "driver" }, page => Assert.StartsWith("https://", needs["pages"]![page]!.GetValue<string>(), StringComparison.Ordinal));
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static IEnumerable<string> List(JsonNode node, string name) => node[name]!.AsArray().Select(item => item!.GetValue<string>());

    private static async Task<JsonNode> Ask(int code, params string[] arguments)
    {
        using var output = new StringWriter();
        Assert.Equal(code, await ToolCommand.RunAsync(["doctor", .. arguments, "--json"], output, output));
        return JsonNode.Parse(output.ToString())!;
    }
}
