using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using KerasPort.Mnist.Serving;
using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Tests.Serving;

/// <summary>The page's server over real HTTP.</summary>
[Collection(ServedPage.Name)]
public sealed class DigitServerTests(ServedPage page)
{
    private static readonly (byte[] Pictures, byte[] Labels) s_test = Load();

    [TensorFlowFact]
    public async Task ReadsADrawing()
    {
        using var client = Client();
        var answer = await PostAsync(client, "api/recognize?name=mine.png", Drawing(0));
        Assert.Equal(["file", "digit", "probabilities", "unsure", "second", "pixels", "found"], answer.Select(pair => pair.Key));
        Assert.Equal("mine.png", (string)answer["file"]!);
        Assert.Equal(s_test.Labels[0], (int)answer["digit"]!);
        Assert.Equal(1, answer["probabilities"]!.AsArray().Sum(value => (double)value!), 3);
        Assert.Equal(784, answer["pixels"]!.AsArray().Count);
    }

    [TensorFlowFact]
    public async Task CutsARectangleAsTheArticleDoes()
    {
        using var client = Client();
        var answer = await PostAsync(client, "api/recognize?auto=false&rect=280,280,-280,-280", Drawing(0));
        var expected = ImageFile.Decode(Drawing(0), "drawing").ToGray().Resize(28, 28).Threshold(127).Invert().Pixels;
        Assert.Equal(expected.Select(value => (int)value), answer["pixels"]!.AsArray().Select(value => (int)value!));

        answer = await PostAsync(client, "api/recognize?rect=20,20,240,240", Drawing(0));
        Assert.Equal(s_test.Labels[0], (int)answer["digit"]!);
        Assert.InRange((int)answer["found"]![0]!, 20, 260);
    }

    [TensorFlowFact]
    public async Task FiftyAtOnceGetRightAnswers()
    {
        using var client = Client();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(index => PostAsync(client, "api/recognize", Drawing(index))));
        for (var index = 0; index < answers.Length; index++)
        {
            var pixels = answers[index]["pixels"]!.AsArray().Select(value => (byte)(int)value!).ToArray();
            var alone = page.Model.Predict(pixels);
            Assert.Equal(alone, answers[index]["probabilities"]!.AsArray().Select(value => (float)value!));
        }
        Assert.True(answers.Where((answer, index) => (int)answer["digit"]! == s_test.Labels[index]).Count() >= 45);
    }

    [TensorFlowFact]
    public async Task ShowsTheDataSet()
    {
        using var client = Client();
        var picture = await GetAsync(client, "api/digit?split=test&index=1");
        Assert.Equal((1, 10000, s_test.Labels[1]), ((int)picture["index"]!, (int)picture["count"]!, (int)picture["label"]!));
        Assert.Equal(s_test.Pictures.Skip(784).Take(784).Select(value => (int)value), picture["pixels"]!.AsArray().Select(value => (int)value!));
        picture = await GetAsync(client, "api/digit?split=test&index=9999&like=3");
        Assert.Equal((Array.IndexOf(s_test.Labels, (byte)3), 3), ((int)picture["index"]!, (int)picture["label"]!));
    }

    [TensorFlowTheory]
    [InlineData("api/digit?index=60000", 400, "index must be a whole number from 0 to 59999. Received: 60000.")]
    [InlineData("api/digit?index=-1", 400, "index must be a whole number from 0 to 59999. Received: -1.")]
    [InlineData("api/digit?split=x", 400, "split must be train or test. Received: x.")]
    [InlineData("api/digit?like=10", 400, "like must be a digit. Received: 10.")]
    [InlineData("api/recognize", 405, "/api/recognize takes a picture by POST. Received: GET.")]
    [InlineData("nothing", 404, "There is no /nothing here.")]
    public async Task AnswersBadQuestions(string path, int status, string message)
    {
        using var client = Client();
        var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(message, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!);
    }

    [TensorFlowTheory]
    [InlineData("", "hello", "not an image")]
    [InlineData("", "", "not an image")]
    [InlineData("?rect=1,2,3", null, "four whole numbers")]
    [InlineData("?rect=0,0,0,0", null, "at least one pixel")]
    [InlineData("?rect=5000,5000,10,10&auto=false", null, "at least one pixel")]
    [InlineData("?auto=maybe", null, "auto must be true or false")]
    [InlineData("?auto=false", null, "28 x 28")]
    public async Task AnswersBadPictures(string query, string? body, string message)
    {
        using var client = Client();
        using var content = new ByteArrayContent(body is null ? Drawing(0) : Encoding.UTF8.GetBytes(body));
        var response = await client.PostAsync(new Uri("api/recognize" + query, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(message, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public async Task RefusesAHundredMegapixelsOnASmallFile()
    {
        using var client = Client();
        using var content = new ByteArrayContent(Pictures.Huge(10_000, 10_000));
        var response = await client.PostAsync(new Uri("api/recognize", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("at most 50000000 pixels. Received: 10000 x 10000", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [TensorFlowTheory]
    [InlineData("", "no digit was found in the picture of 1 x 1")]
    [InlineData("?auto=false", "a picture of 28 x 28, as `prepare` makes it, was expected. Received: 1 x 1.")]
    [InlineData("?rect=0,0,2,2", "no digit was found in the picture of 1 x 1")]
    public async Task RefusesAPictureOfOnePixel(string query, string message)
    {
        using var client = Client();
        using var content = new ByteArrayContent(new GrayImage(1, 1, [0]).ToPng());
        var response = await client.PostAsync(new Uri("api/recognize" + query, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(message, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public async Task RefusesABodyThatIsTooLarge()
    {
        using var client = Client();
        using var content = new ByteArrayContent(new byte[(16 << 20) + 1]);
        client.DefaultRequestHeaders.ExpectContinue = true;
        var response = await client.PostAsync(new Uri("api/recognize", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("at most 16777216 bytes", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [TensorFlowTheory]
    [InlineData("Host: evil.example:{0}\r\n")]
    [InlineData("Host: 127.0.0.1:1\r\n")]
    [InlineData("Host: 127.0.0.1:{0}\r\nOrigin: http://evil.example\r\n")]
    [InlineData("Host: 127.0.0.1:{0}\r\nOrigin: null\r\n")]
    [InlineData("Host: 127.0.0.1:{0}\r\nOrigin: http://127.0.0.1:1\r\n")]
    [InlineData("Host: 127.0.0.1:{0}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n")]
    [InlineData("Host: 127.0.0.1:{0}\r\nSec-Fetch-Site: same-site\r\n")]
    public async Task AnswersOnlyItsOwnPage(string headers)
    {
        var answer = await RawAsync("GET / HTTP/1.1\r\n" + string.Format(System.Globalization.CultureInfo.InvariantCulture, headers, page.Address!.Port) + "Connection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403", answer, StringComparison.Ordinal);
        Assert.Contains("Only this computer's own page is answered.", answer, StringComparison.Ordinal);
    }

    [TensorFlowTheory]
    [InlineData("Origin: http://127.0.0.1:{0}\r\nSec-Fetch-Site: same-origin\r\n")]
    [InlineData("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n")]
    public async Task AnswersItsOwnPageAndWhoFollowsALink(string headers)
    {
        var port = page.Address!.Port;
        var answer = await RawAsync($"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n" + string.Format(System.Globalization.CultureInfo.InvariantCulture, headers, port) + "Connection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public async Task GoesOnAfterABodyThatWasCutOff()
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, page.Address!.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /api/recognize HTTP/1.1\r\nHost: 127.0.0.1:{page.Address.Port}\r\nContent-Length: 1000\r\n\r\nhalf"));
        }
        await ReadsADrawing();
    }

    [TensorFlowFact]
    public async Task NamesABodyThatCantBeRead()
    {
        var answer = await RawAsync($"POST /api/recognize HTTP/1.1\r\nHost: 127.0.0.1:{page.Address!.Port}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("{\"error\":\"The request can't be read: Bad chunk size data.\"}", answer, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public async Task APictureThatWasCutOffIsNamed()
    {
        var drawing = Drawing(0);
        using var client = Client();
        using var content = new ByteArrayContent(drawing[..(drawing.Length / 2)]);
        var response = await client.PostAsync(new Uri("api/recognize?name=half.png", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("half.png", (string)answer["file"]!);
        Assert.Equal("\"half.png\" is damaged: it ends before its last row of pixels.", (string)answer["error"]!);
    }

    [TensorFlowFact]
    public async Task ATakenPortIsOneClearLine()
    {
        var error = await Assert.ThrowsAsync<IOException>(() => DigitServer.StartAsync(page.Model, new DigitSet(Path.Combine(Repository.Root, "mnist.npz")), page.Address!.Port));
        Assert.Equal($"Port {page.Address!.Port} of 127.0.0.1 can't be listened on: another program has it, or it is not allowed. Give another with --port, or --port 0 for any free one.", error.Message);
    }

    [TensorFlowFact]
    public async Task ThePageNeedsNothingFromOutside()
    {
        using var client = Client();
        foreach (var file in new[] { "", "page.css", "page.js" })
        {
            var response = await client.GetAsync(new Uri(file, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("://", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private HttpClient Client() => new() { BaseAddress = page.Address };

    private static async Task<JsonObject> PostAsync(HttpClient client, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    private static async Task<JsonObject> GetAsync(HttpClient client, string path) => JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative)))!.AsObject();

    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, page.Address!.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>A digit of the test set as ink on white, 280 x 280, as PNG.</summary>
    private static byte[] Drawing(int index) =>
        new GrayImage(28, 28, s_test.Pictures.AsSpan(index * 784, 784).ToArray()).Resize(280, 280).Invert().ToPng();

    private static (byte[] Pictures, byte[] Labels) Load()
    {
        var (_, (x, y)) = Keras.Datasets.Mnist.LoadData(Path.Combine(Repository.Root, "mnist.npz"));
        return (x.ToArray<byte>(), y.ToArray<byte>());
    }
}
