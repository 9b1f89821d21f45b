using KerasPort.Hdf5;

namespace KerasPort.SaveLoop;

/// <summary>Reads a file and writes it anew, with the same structure, types and texts.</summary>
public static class FileCopy
{
    public static void Copy(string from, string to)
    {
        using var file = H5File.Open(from);
        Copy(file).Save(to);
    }

    public static H5Writer Copy(H5File file)
    {
        var writer = new H5Writer();
        Copy(file.Root, writer.Root);
        return writer;
    }

    private static void Copy(H5Group from, H5GroupBuilder to)
    {
        CopyAttributes(from, to);
        foreach (var key in from.Keys)
        {
            if (!from.TryGet(key, out var member))
            {
                throw new InvalidDataException($"`{key}` is listed but not there.");
            }

            if (member is H5Group group)
            {
                Copy(group, to.AddGroup(key));
            }
            else if (member is H5Dataset dataset)
            {
                CopyAttributes(dataset, Copy(dataset, to));
            }
        }
    }

    private static H5DatasetBuilder Copy(H5Dataset from, H5GroupBuilder to)
    {
        var shape = from.Dimensions.ToArray();
        return from.Type.ToString() switch
        {
            "float16" => to.AddDataset(from.Name, shape, from.ReadSingles().Select(value => (Half)value).ToArray()),
            "float32" => to.AddDataset(from.Name, shape, from.ReadSingles()),
            "float64" => to.AddDataset(from.Name, shape, from.ReadDoubles()),
            "int32" => to.AddDataset(from.Name, shape, from.ReadIntegers().Select(value => (int)value).ToArray()),
            "int64" => to.AddDataset(from.Name, shape, from.ReadIntegers()),
            "uint8" => to.AddDataset(from.Name, shape, from.ReadRaw()),
            "bool" => to.AddDataset(from.Name, shape, from.ReadIntegers().Select(value => value != 0).ToArray()),
            "string" => to.AddDataset(from.Name, shape, from.ReadStrings(), KindOf(from.Type)),
            var other => throw new NotSupportedException($"`{from.Path}`: {other} is not written."),
        };
    }

    private static void CopyAttributes(H5Object from, H5ObjectBuilder to)
    {
        foreach (var attribute in from.Attributes)
        {
            var single = attribute.Dimensions.Count == 0;
            switch (attribute.Type.Class)
            {
                case H5TypeClass.String when single:
                    to.SetString(attribute.Name, attribute.ReadStrings()[0], KindOf(attribute.Type));
                    break;
                case H5TypeClass.String:
                    to.SetStrings(attribute.Name, attribute.ReadStrings(), KindOf(attribute.Type));
                    break;
                case H5TypeClass.Float when single:
                    to.SetDouble(attribute.Name, attribute.ReadDoubles()[0]);
                    break;
                case H5TypeClass.Float:
                    to.SetDoubles(attribute.Name, attribute.ReadDoubles());
                    break;
                case H5TypeClass.Boolean:
                    to.SetBoolean(attribute.Name, attribute.ReadIntegers()[0] != 0);
                    break;
                case H5TypeClass.Integer when single:
                    to.SetInteger(attribute.Name, attribute.ReadIntegers()[0]);
                    break;
                default:
                    to.SetIntegers(attribute.Name, attribute.ReadIntegers());
                    break;
            }
        }
    }

    private static H5StringKind KindOf(H5DataType type) => !type.IsVariableLength ? H5StringKind.Fixed
        : type.IsUtf8 ? H5StringKind.VariableUtf8
        : H5StringKind.VariableAscii;
}
