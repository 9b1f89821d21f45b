namespace KerasPort.Saving;

/// <summary>One kind of error for whatever is wrong with a file.</summary>
internal static class ModelFiles
{
    /// <summary>Runs what reads a file; whatever its content provokes becomes an InvalidDataException that names the file.</summary>
    public static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (WeightMismatchException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
        catch (InvalidDataException error) when (!error.Message.Contains(path, StringComparison.Ordinal))
        {
            // The zip's reader does not know the file's name.
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or OverflowException
            or KeyNotFoundException or IndexOutOfRangeException or NotSupportedException or InsufficientMemoryException or OutOfMemoryException)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }
}
