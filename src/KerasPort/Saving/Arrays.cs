using KerasPort.Hdf5;
using KerasPort.TensorFlow;

namespace KerasPort.Saving;

/// <summary>Reads datasets into managed arrays: whole numbers as int64, all else as float32.</summary>
internal static class Arrays
{
    public static HostArray Read(H5Dataset dataset)
    {
        var shape = new Shape([.. dataset.Dimensions]);
        return dataset.Type.Class == H5TypeClass.Integer
            ? new HostArray(dataset.ReadIntegers(), shape)
            : new HostArray(dataset.ReadSingles(), shape);
    }
}
