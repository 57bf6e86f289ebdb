using Microsoft.AspNetCore.Components;
using O2X.Gateway.Feed;

namespace O2X.Gateway.Pages.Live;

/// <summary>A part of the page that follows the vehicle while it is shown.</summary>
public abstract class LivePart : ComponentBase, IDisposable
{
    private IDisposable? _following;

    /// <summary>What is followed.</summary>
    [Inject]
    private protected VehicleWatch Watch { get; private set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends to follow.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => _following?.Dispose();

    // Not while it is rendered for the first answer: that copy of the page is thrown away.
    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _following = Watch.Follow(records => _ = InvokeAsync(() => Tell(records)));
    }

    /// <summary>Takes in what came.</summary>
    /// <param name="records">What came; nothing when a second has passed.</param>
    /// <returns>Whether the part is drawn anew.</returns>
    private protected virtual bool OnTold(IReadOnlyList<FeedRecord> records) => true;

    private void Tell(IReadOnlyList<FeedRecord> records)
    {
        if (OnTold(records)) StateHasChanged();
    }
}
