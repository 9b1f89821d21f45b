using Xunit.Sdk;

namespace KerasPort.Testing;

/// <summary>A test that runs TensorFlow. Where there is no libtensorflow and none can be installed it is left out, and the project's
/// one test RuntimeAvailable fails with the reason. `Skip.If` works in it as in a SkippableFact.</summary>
[XunitTestCaseDiscoverer("KerasPort.Testing.TensorFlowFactDiscoverer", "KerasPort.Testing")]
public sealed class TensorFlowFactAttribute : FactAttribute;
