using Spectre.Console;

namespace O2X.Cli.Output;

/// <summary>
/// Draws a view on the terminal's other screen again and again, because ages grow also while nothing is told, until it is disposed of;
/// the last drawing stays behind. The terminal's wish to end gives the screen back at once, whatever there is to wait for afterwards.
/// </summary>
internal sealed class RepeatedDrawing : IAsyncDisposable
{
    private readonly Profile _profile;
    private readonly Screen _screen;
    private readonly View _view;
    private readonly PeriodicTimer _beat;
    private readonly Task _drawing;

    /// <summary>Begins to draw.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="interval">How long a drawing stands.</param>
    /// <param name="view">What is drawn. One call at a time.</param>
    public RepeatedDrawing(Terminal terminal, TimeSpan interval, View view)
    {
        _profile = terminal.Console().Profile;
        _screen = new Screen(terminal.Output);
        _view = view;
        _beat = new PeriodicTimer(interval, terminal.Time);
        _drawing = DrawUntilEnd(terminal.Stop);
    }

    /// <summary>Draws once.</summary>
    /// <param name="width">The terminal's width in characters.</param>
    /// <param name="height">The terminal's height in lines.</param>
    /// <returns>At most <paramref name="height"/> lines.</returns>
    public delegate IReadOnlyList<string> View(int width, int height);

    public async ValueTask DisposeAsync()
    {
        _beat.Dispose();
        await _drawing.ConfigureAwait(false);
    }

    private async Task DrawUntilEnd(CancellationToken stop)
    {
        using (_screen)
        {
            try
            {
                do _screen.Show(Draw());
                while (await _beat.WaitForNextTickAsync(stop).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                // The same end, wished for by the terminal.
            }

            _screen.Close(Draw());
        }
    }

    // The terminal may have got another size since the last time.
    private IReadOnlyList<string> Draw() => _view(_profile.Width, _profile.Height);
}
