using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace KerasPort.Bench;

/// <summary>The built app's page under load: requests at fixed moments whether or not earlier ones are answered, then many clients at once.</summary>
internal static class ServeLoad
{
    private const int Clients = 50;
    private const int Pictures = 400;

    public static async Task RunAsync(string model, int rate, int seconds)
    {
        var pictures = Drawings.Make(Path.Combine(Machine.Repository, "mnist.npz"), Pictures);
        using var server = Start(model);
        try
        {
            var address = new Uri(await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The app did not start: see above."));
            using var client = new HttpClient { BaseAddress = address };
            var alone = new List<JsonNode>();
            foreach (var (picture, _, _) in pictures)
                alone.Add(await AskAsync(client, picture));
            var (milliseconds, cpu) = await OpenLoopAsync(client, server, pictures, rate, seconds);
            var different = await AtOnceAsync(address, pictures, alone);
            var results = new JsonObject
            {
                ["model"] = Path.GetFileName(model),
                ["load"] = Machine.Load(),
                [FormattableString.Invariant($"requests a second, for {seconds} seconds")] = rate,
                ["milliseconds of the server's processors, a request"] = Math.Round(cpu, 1),
            };
            foreach (var (kind, times) in milliseconds.Prepend(KeyValuePair.Create("all", milliseconds.Values.SelectMany(times => times).ToList())))
                results[$"{kind}: milliseconds at the client, median / 99% / most"] = $"{Percentile(times, 0.5)} / {Percentile(times, 0.99)} / {Percentile(times, 1)}";
            results["digits read right"] = $"{alone.Zip(pictures).Count(pair => (int)pair.First["digit"]! == pair.Second.Digit)} of {pictures.Count}";
            results[FormattableString.Invariant($"answers to {Clients} clients at once that differ from those to one alone")] = $"{different} of {pictures.Count}";
            Results.Write("serve-load", results);
        }
        finally
        {
            server.Kill();
        }
    }

    /// <summary>Milliseconds by kind of picture from the moment at which a request was due, and the server's CPU time a request.</summary>
    private static async Task<(SortedDictionary<string, List<double>> Milliseconds, double Cpu)> OpenLoopAsync(
        HttpClient client, Process server, List<Drawing> pictures, int rate, int seconds)
    {
        server.Refresh();
        var before = server.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var requests = new Task<double>[rate * seconds];
        for (var index = 0; index < requests.Length; index++)
        {
            var due = TimeSpan.FromSeconds((double)index / rate);
            if (due - clock.Elapsed is { Ticks: > 0 } wait)
                await Task.Delay(wait);
            var picture = pictures[index % pictures.Count].Png;
            requests[index] = Task.Run(async () =>
            {
                await AskAsync(client, picture);
                return (clock.Elapsed - due).TotalMilliseconds;
            });
        }
        var times = await Task.WhenAll(requests);
        server.Refresh();
        var cpu = (server.TotalProcessorTime - before).TotalMilliseconds / requests.Length;
        var byKind = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        for (var index = 0; index < times.Length; index++)
        {
            var kind = pictures[index % pictures.Count].Kind;
            if (!byKind.TryGetValue(kind, out var list))
                byKind[kind] = list = [];
            list.Add(times[index]);
        }
        return (byKind, cpu);
    }

    /// <summary>How many answers to clients that ask at the same time differ from those to one client alone.</summary>
    private static async Task<int> AtOnceAsync(Uri address, List<Drawing> pictures, List<JsonNode> alone)
    {
        var different = await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => Task.Run(async () =>
        {
            using var client = new HttpClient { BaseAddress = address };
            var count = 0;
            for (var index = number; index < pictures.Count; index += Clients)
            {
                if (!JsonNode.DeepEquals(await AskAsync(client, pictures[index].Png), alone[index]))
                    count++;
            }
            return count;
        })));
        return different.Sum();
    }

    private static async Task<JsonNode> AskAsync(HttpClient client, byte[] picture)
    {
        using var content = new ByteArrayContent(picture);
        using var response = await client.PostAsync(new Uri("api/recognize", UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        return response.StatusCode == HttpStatusCode.OK ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{response.StatusCode}: {text}");
    }

    private static string Percentile(List<double> values, double part)
    {
        values.Sort();
        return values[Math.Min(values.Count - 1, (int)(part * values.Count))].ToString("0.0", CultureInfo.InvariantCulture);
    }

    private static Process Start(string model)
    {
        if (!File.Exists(Machine.App))
            throw new FileNotFoundException($"The app is not built: dotnet build -c Release. Expected: {Machine.App}.");
        return Process.Start(new ProcessStartInfo("dotnet", [Machine.App, "serve", "--port", "0", "--model", Path.GetFullPath(model), "--data", Path.Combine(Machine.Repository, "mnist.npz")])
        {
            RedirectStandardOutput = true,
        })!;
    }
}
