namespace KerasPort.Tools.Doctor.Images;

/// <summary>The section headers of a Linux image; a stripped one may have none.</summary>
internal static class ElfSections
{
    /// <summary>One section: its name, where it lies, and the type and entry size that its header states.</summary>
    public sealed record Section(string Name, uint Type, long Offset, long Size, long EntrySize, int Link);

    public static IReadOnlyList<Section> Read(ImageBytes bytes, bool is64)
    {
        ulong Word(long at) => is64 ? bytes.U64(at) : bytes.U32(at);
        var table = (long)Word(is64 ? 40 : 32);
        int entrySize = bytes.U16(is64 ? 58 : 46);
        int count = bytes.U16(is64 ? 60 : 48);
        int namesIndex = bytes.U16(is64 ? 62 : 50);
        if (table == 0 || count == 0)
        {
            return [];
        }

        if (entrySize < (is64 ? 64 : 40) || namesIndex >= count)
        {
            throw bytes.Damaged("section headers must have their full size and their names among them",
                FormattableString.Invariant($"size={entrySize}, names={namesIndex} of {count}"));
        }

        Section Header(int index, long names)
        {
            var at = table + ((long)entrySize * index);
            var type = bytes.U32(at + 4);
            var offset = Word(at + (is64 ? 24 : 16));
            var size = Word(at + (is64 ? 32 : 20));
            // NOBITS (8) takes no room in the file.
            if (type != 8 && type != 0 && (offset > (ulong)bytes.Length || size > (ulong)bytes.Length - offset))
            {
                throw bytes.Damaged("every section must lie within the file",
                    FormattableString.Invariant($"section {index} at {offset} with {size} bytes, file length={bytes.Length}"));
            }

            var name = names < 0 ? "" : bytes.Text(names + bytes.U32(at));
            return new Section(name, type, (long)Math.Min(offset, long.MaxValue), (long)Math.Min(size, long.MaxValue),
                (long)Math.Min(Word(at + (is64 ? 56 : 36)), int.MaxValue), (int)Math.Min(bytes.U32(at + (is64 ? 40 : 24)), int.MaxValue));
        }

        var strings = Header(namesIndex, -1).Offset;
        return [.. Enumerable.Range(0, count).Select(index => Header(index, strings))];
    }
}
