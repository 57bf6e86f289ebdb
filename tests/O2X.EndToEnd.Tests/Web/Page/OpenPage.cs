using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace O2X.EndToEnd.Tests.Web.Page;

/// <summary>A page of a gateway in a browser, with what it asked for and what went wrong in it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _address;
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ConcurrentQueue<string> _problems = new();

    public OpenPage(IBrowserContext context, IPage page, string address)
    {
        _context = context;
        _address = address;
        Page = page;
        page.Request += (_, request) => _asked.Enqueue(request.Url);
        page.WebSocket += (_, socket) => _asked.Enqueue(socket.Url);
        page.PageError += (_, problem) => _problems.Enqueue(problem);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _problems.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>The addresses that the page asked for.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>The errors that the browser tells of the page: of scripts, and of what a policy forbids.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>Goes to a page, and waits until it is alive.</summary>
    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync(_address + path);
        await AliveAsync();
    }

    /// <summary>Waits until the circuit stands, and buttons answer.</summary>
    public Task AliveAsync() => Page.Locator("html.is-alive").WaitForAsync();

    public ILocator Value(string name) => Page.Locator($"[data-value={name}]").First;

    /// <summary>Waits until a value is another one than it is now.</summary>
    public async Task ChangesAsync(string name)
    {
        var now = await Value(name).InnerTextAsync();
        await Assertions.Expect(Value(name)).Not.ToHaveTextAsync(now);
    }

    /// <summary>How far the page reaches beyond its window, in pixels.</summary>
    public Task<int> OverhangAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Keeps a picture of the page.</summary>
    public async Task PictureAsync(string name, bool whole = true)
    {
        var folder = Path.Combine(Checkout.Root, "artifacts", "tests", "web");
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled });
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
