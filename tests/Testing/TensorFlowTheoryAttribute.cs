using Xunit.Sdk;

namespace KerasPort.Testing;

/// <summary>A theory that runs TensorFlow: see <see cref="TensorFlowFactAttribute"/>.</summary>
[XunitTestCaseDiscoverer("KerasPort.Testing.TensorFlowTheoryDiscoverer", "KerasPort.Testing")]
public sealed class TensorFlowTheoryAttribute : TheoryAttribute;
