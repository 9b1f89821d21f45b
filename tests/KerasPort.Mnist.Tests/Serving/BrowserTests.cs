using KerasPort.Plotting.Images;
using Microsoft.Playwright;

namespace KerasPort.Mnist.Tests.Serving;

/// <summary>The page as a person uses it, in a real browser: skipped, and says so, where none is installed.</summary>
[Collection(ServedPage.Name)]
public sealed class BrowserTests(ServedPage page)
{
    private static readonly string[] s_browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    [SkippableFact]
    public async Task DrawsADigitAndReadsTheAnswer()
    {
        await using var browser = await OpenAsync(1280, 900);
        var pad = browser.Page.Locator("#pad");
        var box = (await pad.BoundingBoxAsync())!;
        // A one.
        await browser.Page.Mouse.MoveAsync(box.X + box.Width * 0.52f, box.Y + box.Height * 0.2f);
        await browser.Page.Mouse.DownAsync();
        await browser.Page.Mouse.MoveAsync(box.X + box.Width * 0.5f, box.Y + box.Height * 0.8f, new() { Steps = 20 });
        // The answer comes while the pen is still down.
        await Assertions.Expect(browser.Page.Locator("#digit")).ToHaveTextAsync("1");
        await browser.Page.Mouse.UpAsync();
        await Assertions.Expect(browser.Page.Locator("#digit")).ToHaveTextAsync("1");
        await Assertions.Expect(browser.Page.Locator("tr.best th")).ToHaveTextAsync("1");
        await browser.ShootAsync("page-desktop.png");

        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Assertions.Expect(browser.Page.Locator("#digit")).ToHaveTextAsync("–");
        await browser.Page.Mouse.ClickAsync(box.X + 40, box.Y + 40, new() { Button = MouseButton.Right });
        await Assertions.Expect(browser.Page.Locator("#sure")).ToHaveTextAsync("Nothing to read yet.");
    }

    [SkippableFact]
    public async Task DragsARectangleOverAPhoto()
    {
        await using var browser = await OpenAsync(390, 844);
        // Two digits of the test set side by side: a 7 on the left, a 2 on the right.
        var (_, (x, _)) = Keras.Datasets.Mnist.LoadData(Path.Combine(Repository.Root, "mnist.npz"));
        var pictures = x.ToArray<byte>();
        var pixels = Enumerable.Repeat((byte)235, 560 * 280).ToArray();
        for (var digit = 0; digit < 2; digit++)
        {
            var large = new GrayImage(28, 28, pictures.AsSpan(digit * 784, 784).ToArray()).Resize(280, 280);
            for (var i = 0; i < large.Pixels.Length; i++)
                pixels[i / 280 * 560 + digit * 280 + i % 280] = (byte)(235 - large.Pixels[i] * 200 / 255);
        }
        using var folder = new TemporaryFolder();
        new GrayImage(560, 280, pixels).Save(folder["photo.png"]);
        await browser.Page.Locator("#file").SetInputFilesAsync(folder["photo.png"]);
        await Assertions.Expect(browser.Page.Locator("#pad")).ToHaveAttributeAsync("aria-label", "Photo photo.png");

        foreach (var (place, expected) in new[] { (0.02f, "7"), (0.52f, "2") })
        {
            var pad = (await browser.Page.Locator("#pad").BoundingBoxAsync())!;
            await browser.Page.Mouse.MoveAsync(pad.X + pad.Width * place, pad.Y + pad.Height * 0.04f);
            await browser.Page.Mouse.DownAsync();
            await browser.Page.Mouse.MoveAsync(pad.X + pad.Width * (place + 0.46f), pad.Y + pad.Height * 0.96f, new() { Steps = 10 });
            await browser.Page.Mouse.UpAsync();
            await Assertions.Expect(browser.Page.Locator("#digit")).ToHaveTextAsync(expected);
        }
        await browser.ShootAsync("page-phone.png");
    }

    [SkippableFact]
    public async Task WorksByKeyboardAndShowsErrors()
    {
        await using var browser = await OpenAsync(1280, 900);
        await browser.Page.Locator("#pad").FocusAsync();
        foreach (var key in Enumerable.Repeat("ArrowUp", 10).Append("Space").Concat(Enumerable.Repeat("ArrowDown", 20)))
            await browser.Page.Keyboard.PressAsync(key);
        await Assertions.Expect(browser.Page.Locator("#digit")).ToHaveTextAsync("1");

        await browser.Page.Locator("#index").FillAsync("60000");
        await browser.Page.Locator("#index").PressAsync("Enter");
        await Assertions.Expect(browser.Page.Locator("#sample-error")).ToHaveTextAsync("index must be a whole number from 0 to 59999. Received: 60000.");
        await browser.Page.Locator("#index").FillAsync("7");
        await browser.Page.Locator("#index").PressAsync("Enter");
        await Assertions.Expect(browser.Page.Locator("#label")).ToHaveTextAsync("3");
        await Assertions.Expect(browser.Page.Locator("#sample-error")).ToBeEmptyAsync();

        await browser.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "note.txt", MimeType = "text/plain", Buffer = "no picture"u8.ToArray() });
        await Assertions.Expect(browser.Page.Locator("#error")).ToHaveTextAsync("\"note.txt\" is not a picture that this browser can show.");
        await Assertions.Expect(browser.Page.Locator("#digit")).ToHaveTextAsync("–");
    }

    private async Task<Browser> OpenAsync(int width, int height)
    {
        var program = Array.Find(s_browsers, File.Exists);
        Skip.If(program is null, $"There is no browser here: looked for {string.Join(", ", s_browsers)}. On Debian: apt-get install chromium.");
        Skip.If(page.Address is null, "There is no libtensorflow here.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] });
        // A busy machine may need its time.
        Assertions.SetDefaultExpectTimeout(30_000);
        var tab = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        await tab.GotoAsync(page.Address.ToString());
        return new Browser(playwright, browser, tab);
    }

    private sealed record Browser(IPlaywright Playwright, IBrowser Process, IPage Page) : IAsyncDisposable
    {
        /// <summary>A picture of the page for a person to look at, in artifacts/.</summary>
        public Task ShootAsync(string name) => Page.ScreenshotAsync(new() { Path = Repository.Artifact(name), FullPage = true });

        public async ValueTask DisposeAsync()
        {
            await Process.DisposeAsync();
            Playwright.Dispose();
        }
    }
}
