namespace KerasPort.Tools.Doctor.Knowledge;

/// <summary>Where NVIDIA and Microsoft offer what is missing.</summary>
internal static class Pages
{
    public const string CudaArchive = "https://developer.nvidia.com/cuda-toolkit-archive";
    public const string CudnnArchive = "https://developer.nvidia.com/rdp/cudnn-archive";
    public const string Driver = "https://www.nvidia.com/Download/index.aspx";
    public const string VisualCpp = "https://aka.ms/vs/17/release/vc_redist.x64.exe";
    public const string Zlib = "http://www.winimage.com/zLibDll/zlib123dllx64.zip";
    public const string Wsl = "https://learn.microsoft.com/windows/ai/directml/gpu-cuda-in-wsl";
}
