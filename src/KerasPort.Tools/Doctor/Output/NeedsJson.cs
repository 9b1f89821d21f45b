using System.Text.Json.Nodes;
using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.WhatIf;

namespace KerasPort.Tools.Doctor.Output;

/// <summary>The answer to "what if" as JSON; docs/doctor.md describes the fields.</summary>
internal static class NeedsJson
{
    public static string Of(Needs needs, Report? report)
    {
        var root = new JsonObject
        {
            ["schema"] = 1,
            ["tensorflow"] = needs.Release.Version.ToString(),
            ["os"] = needs.Windows ? "windows" : "linux",
            ["gpu_build"] = needs.HasGpuBuild,
        };
        if (needs.HasGpuBuild)
        {
            root["cuda"] = needs.Release.Cuda.ToString();
            root["cudnn"] = needs.Release.Cudnn.ToString();
            root["driver_at_least"] = needs.DriverFloorText;
            root["driver_library"] = needs.DriverLibrary;
            root["libraries"] = JsonText.List(needs.Libraries);
            root["cudnn_library"] = needs.Cudnn;
            root["cudnn_parts"] = JsonText.List(needs.CudnnParts);
            root["zlib"] = needs.Zlib;
            root["compute_capabilities"] = JsonText.List(needs.Capabilities.Select(capability => capability.ToString()));
            root["pages"] = new JsonObject { ["cuda"] = Pages.CudaArchive, ["cudnn"] = Pages.CudnnArchive, ["driver"] = Pages.Driver };
        }

        if (report is not null)
        {
            foreach (var (name, value) in ReportJson.Fields(report))
            {
                root[name] = value?.DeepClone();
            }
        }
        else
        {
            root["exit_code"] = 0;
        }

        return JsonText.Of(root);
    }
}
