using System.Text;
using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow;

/// <summary>A value for an operation's attribute, made implicitly from what .NET has for it.</summary>
public sealed class AttributeValue
{
    private readonly object _value;

    private AttributeValue(object value) => _value = value;

    /// <summary>An attribute of type bool.</summary>
    public static implicit operator AttributeValue(bool value) => new(value);

    /// <summary>An attribute of type int.</summary>
    public static implicit operator AttributeValue(long value) => new(value);

    /// <summary>An attribute of type float.</summary>
    public static implicit operator AttributeValue(float value) => new(value);

    /// <summary>An attribute of type string.</summary>
    public static implicit operator AttributeValue(string value) => new(value);

    /// <summary>An attribute of type type.</summary>
    public static implicit operator AttributeValue(DataType value) => new(value);

    /// <summary>An attribute of type shape.</summary>
    public static implicit operator AttributeValue(Shape value) => new(value);

    /// <summary>An attribute of type tensor.</summary>
    public static implicit operator AttributeValue(Tensor value) => new(value);

    /// <summary>An attribute of type list(int).</summary>
    public static implicit operator AttributeValue(long[] value) => new(value);

    /// <summary>An attribute of type list(type).</summary>
    public static implicit operator AttributeValue(DataType[] value) => new(value);

    /// <summary>An attribute of type list(shape).</summary>
    public static implicit operator AttributeValue(Shape[] value) => new(value);

    /// <summary>An attribute of type func: the graph must hold a copy of the function.</summary>
    public static implicit operator AttributeValue(Function value) => new(value);

    internal unsafe void Set(nint description, string name)
    {
        switch (_value)
        {
            case bool value:
                TF.TF_SetAttrBool(description, name, value ? (byte)1 : (byte)0);
                break;
            case long value:
                TF.TF_SetAttrInt(description, name, value);
                break;
            case float value:
                TF.TF_SetAttrFloat(description, name, value);
                break;
            case DataType value:
                TF.TF_SetAttrType(description, name, value);
                break;
            case string value:
                var text = Encoding.UTF8.GetBytes(value);
                fixed (byte* bytes = text)
                    TF.TF_SetAttrString(description, name, bytes, (nuint)text.Length);
                break;
            case Function value:
                var function = Encoding.UTF8.GetBytes(value.Name);
                fixed (byte* bytes = function)
                    TF.TF_SetAttrFuncName(description, name, bytes, (nuint)function.Length);
                break;
            case Shape { HasRank: false }:
                TF.TF_SetAttrShape(description, name, null, -1);
                break;
            case Shape value:
                fixed (long* dims = value.AsSpan())
                    TF.TF_SetAttrShape(description, name, dims, value.Rank);
                break;
            case long[] value:
                fixed (long* values = value)
                    TF.TF_SetAttrIntList(description, name, values, value.Length);
                break;
            case DataType[] value:
                fixed (DataType* values = value)
                    TF.TF_SetAttrTypeList(description, name, values, value.Length);
                break;
            case Shape[] value:
                SetShapes(description, name, value);
                break;
            case Tensor value:
                using (var status = new Status())
                {
                    TF.TF_SetAttrTensor(description, name, value.Handle, status);
                    status.Check(nameof(TF.TF_SetAttrTensor));
                }
                break;
        }
    }

    private static unsafe void SetShapes(nint description, string name, Shape[] shapes)
    {
        var all = shapes.Where(shape => shape.HasRank).SelectMany(shape => shape.ToArray()).ToArray();
        var ranks = shapes.Select(shape => shape.HasRank ? shape.Rank : -1).ToArray();
        var starts = stackalloc long*[Math.Max(shapes.Length, 1)];
        fixed (long* dims = all)
        fixed (int* rank = ranks)
        {
            var next = dims;
            for (var i = 0; i < shapes.Length; i++)
            {
                starts[i] = next;
                next += Math.Max(ranks[i], 0);
            }
            TF.TF_SetAttrShapeList(description, name, starts, rank, shapes.Length);
        }
    }
}
