namespace KerasPort.Tools.Tests.Doctor.Logs;

/// <summary>TensorFlow 2.2 on Windows with CUDA 10.0 and cuDNN 7 on PATH: the classic fault.</summary>
internal static class ClassicTranscript
{
    public const string Text = """
        2020-05-08 09:43:45.925986: I tensorflow/core/common_runtime/gpu/gpu_device.cc:1561] Found device 0 with properties: 
        pciBusID: 0000:01:00.0 name: GeForce GTX 1650 computeCapability: 7.5
        coreClock: 1.74GHz coreCount: 14 deviceMemorySize: 4.00GiB deviceMemoryBandwidth: 119.24GiB/s
        2020-05-08 09:43:45.934640: W tensorflow/stream_executor/platform/default/dso_loader.cc:55] Could not load dynamic library 'cudart64_101.dll'; dlerror: cudart64_101.dll not found
        2020-05-08 09:43:45.940137: W tensorflow/stream_executor/platform/default/dso_loader.cc:55] Could not load dynamic library 'cublas64_10.dll'; dlerror: cublas64_10.dll not found
        2020-05-08 09:43:45.948258: W tensorflow/stream_executor/platform/default/dso_loader.cc:55] Could not load dynamic library 'cufft64_10.dll'; dlerror: cufft64_10.dll not found
        2020-05-08 09:43:45.953019: W tensorflow/stream_executor/platform/default/dso_loader.cc:55] Could not load dynamic library 'curand64_10.dll'; dlerror: curand64_10.dll not found
        2020-05-08 09:43:45.958048: W tensorflow/stream_executor/platform/default/dso_loader.cc:55] Could not load dynamic library 'cusolver64_10.dll'; dlerror: cusolver64_10.dll not found
        2020-05-08 09:43:45.963572: W tensorflow/stream_executor/platform/default/dso_loader.cc:55] Could not load dynamic library 'cusparse64_10.dll'; dlerror: cusparse64_10.dll not found
        2020-05-08 09:43:45.967769: I tensorflow/stream_executor/platform/default/dso_loader.cc:44] Successfully opened dynamic library cudnn64_7.dll
        2020-05-08 09:43:45.972048: W tensorflow/core/common_runtime/gpu/gpu_device.cc:1598] Cannot dlopen some GPU libraries. Please make sure the missing libraries mentioned above are installed properly if you would like to use GPU. Follow the guide at https://www.tensorflow.org/install/gpu for how to download and setup the required libraries for your platform.
        Skipping registering GPU devices...
        """;
}
