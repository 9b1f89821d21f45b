namespace KerasPort.TensorFlow;

/// <summary>
/// The reverse-mode rule of one operation: the gradients of its outputs in (null: none flows in), the gradients of its inputs
/// out (null: none flows back). It may only use the operation's inputs, outputs and attributes.
/// </summary>
/// <param name="operation">The operation.</param>
/// <param name="outputGradients">One a output of the operation.</param>
/// <returns>One an input of the operation.</returns>
public delegate Output?[] GradientFunction(Operation operation, Output?[] outputGradients);
