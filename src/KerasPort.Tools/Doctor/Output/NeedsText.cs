using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.WhatIf;

namespace KerasPort.Tools.Doctor.Output;

/// <summary>The answer to "what if" for people.</summary>
internal static class NeedsText
{
    public static void Write(Needs needs, Report? report, TextWriter output, DoctorOptions options)
    {
        output.WriteLine($"TensorFlow {needs.Release.Version} on {(needs.Windows ? "Windows" : "Linux")}, with GPU:");
        if (needs.HasGpuBuild)
        {
            output.WriteLine();
            Row(output, "NVIDIA driver", $"{needs.DriverFloorText} or newer ({needs.DriverLibrary})", Pages.Driver);
            Row(output, "CUDA", needs.Release.Cuda.ToString(), Pages.CudaArchive);
            foreach (var library in needs.Libraries)
            {
                Row(output, "", library);
            }

            Row(output, "cuDNN", $"{needs.Release.Cudnn} or a later {needs.Release.Cudnn.Major}.x", Pages.CudnnArchive);
            foreach (var file in new[] { needs.Cudnn }.Concat(needs.CudnnParts).Concat(needs.Zlib is { } zlib ? [zlib] : Array.Empty<string>()))
            {
                Row(output, "", file);
            }

            Row(output, "GPU", $"compute capability {needs.Capabilities[0]} or higher");
        }

        if (report is not null)
        {
            output.WriteLine();
            ReportText.Write(report, output, options.Plain || !options.Terminal, options.Verbose);
        }
    }

    private static void Row(TextWriter output, string title, string text, string page = "") =>
        output.WriteLine($"  {title,-14} {text}{(page.Length == 0 ? "" : "   " + page)}");
}
