using KerasPort.TensorFlow;
using NumSharp;

namespace KerasPort;

public static partial class Keras
{
    /// <summary>Keras: keras.datasets.</summary>
    public static class Datasets
    {
        /// <summary>The handwritten digits. Keras: keras.datasets.mnist.</summary>
        public static class Mnist
        {
            private static readonly string[] s_names = ["x_train", "y_train", "x_test", "y_test"];

            /// <summary>Reads mnist.npz; nothing is downloaded.</summary>
            /// <param name="path">The file; default: ~/.keras/datasets/mnist.npz, where Python Keras keeps it.</param>
            /// <returns>60,000 training and 10,000 test pictures, (n, 28, 28) of uint8, with their labels, (n,) of uint8.</returns>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="InvalidDataException">The file is damaged, lacks an array, or holds others than MNIST's.</exception>
            public static ((NDArray X, NDArray Y) Train, (NDArray X, NDArray Y) Test) LoadData(string? path = null)
            {
                path ??= Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".keras", "datasets", "mnist.npz");
                if (!File.Exists(path))
                    throw new FileNotFoundException($"There is no file {Path.GetFullPath(path)}. Give the path of mnist.npz: it lies in the root of KerasPort's repository, and Python Keras puts it into ~/.keras/datasets.", path);
                Dictionary<string, NDArray> arrays;
                try
                {
                    using var file = np.load_npz(path);
                    arrays = s_names.ToDictionary(name => name, name => file[name]);
                }
                // Running out of memory too: that is what a header does which claims more than any machine holds.
                catch (Exception error)
                {
                    throw new InvalidDataException($"{path}: the file can't be read as MNIST's archive of x_train, y_train, x_test and y_test: {error.Message}", error);
                }
                Check(path, arrays, "train");
                Check(path, arrays, "test");
                return ((arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"]));
            }

            private static string NameOf(NDArray array) => NumSharpAdapter.DataTypeOf(array).Name();

            private static void Check(string path, Dictionary<string, NDArray> arrays, string part)
            {
                var (x, y) = (arrays["x_" + part], arrays["y_" + part]);
                if (x.ndim != 3 || x.shape[1] != 28 || x.shape[2] != 28 || y.ndim != 1 || y.shape[0] != x.shape[0] || x.typecode != NPTypeCode.Byte || y.typecode != NPTypeCode.Byte)
                    throw new InvalidDataException($"{path}: x_{part} must be (n, 28, 28) and y_{part} (n,), both uint8. Received: x_{part} ({string.Join(", ", x.shape)}) {NameOf(x)}, y_{part} ({string.Join(", ", y.shape)}) {NameOf(y)}.");
                var labels = y.ToArray<byte>();
                if (Array.FindIndex(labels, label => label > 9) is var index && index >= 0)
                    throw new InvalidDataException($"{path}: y_{part} must hold digits, 0 to 9. Received: {labels[index]} at index {index}.");
            }
        }
    }
}
