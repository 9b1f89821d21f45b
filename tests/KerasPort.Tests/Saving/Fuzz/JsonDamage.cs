using System.Text.Json.Nodes;

namespace KerasPort.Tests.Saving.Fuzz;

/// <summary>Damages a JSON text: its tree shuffled and filled with hostile values, or its characters.</summary>
internal static class JsonDamage
{
    private const int Longest = 1 << 20;

    public static string Make(string text, Random random)
    {
        if (random.Next(8) == 0)
            return Characters(text, random);
        var root = JsonNode.Parse(text)!;
        for (var i = random.Next(1, 4); i > 0; i--)
            Change(Inner(root).ToArray(), random);
        var damaged = root.ToJsonString();
        return damaged.Length < Longest ? damaged : Characters(text, random);
    }

    private static string Characters(string text, Random random)
    {
        if (random.Next(2) == 0)
            return text[..random.Next(text.Length)];
        var characters = text.ToCharArray();
        for (var i = random.Next(1, 4); i > 0; i--)
            characters[random.Next(characters.Length)] = (char)random.Next(32, 127);
        return new string(characters);
    }

    /// <summary>Every object and array in the tree that holds something.</summary>
    private static IEnumerable<JsonNode> Inner(JsonNode root)
    {
        var children = root switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        var inner = children.OfType<JsonNode>().SelectMany(Inner);
        return root is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } ? inner.Prepend(root) : inner;
    }

    private static void Change(JsonNode[] nodes, Random random)
    {
        if (nodes.Length == 0)
            return;
        var node = nodes[random.Next(nodes.Length)];
        var other = nodes[random.Next(nodes.Length)];
        switch (random.Next(7))
        {
            case 0 or 1:
                Replace(node, random, _ => Hostile(random));
                break;
            case 2:
                // Another piece of the same file, maybe one that holds this one.
                Replace(node, random, _ => other.DeepClone());
                break;
            case 3:
                Replace(node, random, _ => other is JsonObject { Count: > 0 } members ? members.ElementAt(random.Next(members.Count)).Value?.DeepClone()
                    : other is JsonArray { Count: > 0 } items ? items[random.Next(items.Count)]?.DeepClone()
                    : null);
                break;
            case 4 when node is JsonArray array:
                var shuffled = array.Select(item => item?.DeepClone()).ToArray();
                random.Shuffle(shuffled);
                array.Clear();
                foreach (var item in shuffled)
                    array.Add(item);
                break;
            case 5 when node is JsonArray array:
                array.Insert(random.Next(array.Count + 1), array[random.Next(array.Count)]?.DeepClone());
                break;
            case 6 when node is JsonObject renamed:
                var (key, value) = renamed.ElementAt(random.Next(renamed.Count));
                renamed.Remove(key);
                renamed[random.Next(2) == 0 ? key + "s" : other is JsonObject { Count: > 0 } named ? named.ElementAt(random.Next(named.Count)).Key : ""] = value;
                break;
            default:
                if (node is JsonObject members2)
                    members2.Remove(members2.ElementAt(random.Next(members2.Count)).Key);
                else
                    ((JsonArray)node).RemoveAt(random.Next(((JsonArray)node).Count));
                break;
        }
    }

    private static void Replace(JsonNode node, Random random, Func<JsonNode?, JsonNode?> change)
    {
        if (node is JsonObject members)
        {
            var (key, value) = members.ElementAt(random.Next(members.Count));
            members[key] = change(value);
        }
        else
        {
            var items = (JsonArray)node;
            var index = random.Next(items.Count);
            items[index] = change(items[index]);
        }
    }

    private static JsonNode? Hostile(Random random) => random.Next(16) switch
    {
        0 => null,
        1 => -1,
        2 => 0,
        3 => int.MaxValue,
        4 => long.MaxValue,
        5 => 1e308,
        6 => 0.5,
        7 => 100_000,
        8 => "",
        9 => new string('x', random.Next(100_000)),
        10 => true,
        11 => new JsonArray(),
        12 => new JsonObject(),
        13 => new JsonArray([.. Enumerable.Range(0, random.Next(1, 2000)).Select(i => (JsonNode)JsonValue.Create(1000 * i))]),
        14 => Nested(random.Next(1, 60)),
        _ => random.Next(-70_000, 70_000),
    };

    private static JsonNode Nested(int depth)
    {
        JsonNode node = new JsonArray();
        for (var i = 0; i < depth; i++)
            node = i % 2 == 0 ? new JsonArray(node) : new JsonObject { ["config"] = node };
        return node;
    }
}
