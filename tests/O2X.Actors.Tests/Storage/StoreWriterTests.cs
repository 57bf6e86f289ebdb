using Microsoft.Extensions.Logging;
using O2X.Actors.Storage;
using O2X.TestKit;

namespace O2X.Actors.Tests.Storage;

public sealed class StoreWriterTests
{
    private readonly RecordingStore _store = new();
    private readonly LogLines<StoreWriter> _log = new();
    private readonly StoreWriter _writer;

    public StoreWriterTests() => _writer = new StoreWriter(_store, _log);

    [Fact]
    public async Task Logs_a_store_that_fails_once_until_it_works_again()
    {
        _store.Save = () => Task.FromException(new IOException("no space left"));
        for (var i = 0; i < 10; i++) await Assert.ThrowsAsync<IOException>(() => _writer.SaveAsync(StoredVehicle.Nothing));
        Assert.Equal("Error: What the engine keeps cannot be saved; it will be tried again: no space left", Assert.Single(_log.Lines));
        Assert.True(_writer.HasFailed);

        _store.Save = () => Task.CompletedTask;
        for (var i = 0; i < 10; i++) await _writer.SaveAsync(StoredVehicle.Nothing);
        Assert.Equal("Information: What the engine keeps is saved again", _log.Lines[^1]);
        Assert.False(_writer.HasFailed);

        _store.Save = () => throw new IOException("no space left");
        await Assert.ThrowsAsync<IOException>(() => _writer.SaveAsync(StoredVehicle.Nothing));
        Assert.Equal(3, _log.Lines.Count);
    }

    [Fact]
    public async Task Is_busy_and_not_settled_as_long_as_anything_is_being_saved()
    {
        var saves = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        foreach (var save in saves)
        {
            _store.Save = () => save.Task;
            _ = _writer.SaveAsync(StoredVehicle.Nothing);
        }

        var settled = _writer.SettledAsync();
        saves[1].SetException(new IOException("no space left"));
        Assert.Equal((true, false), (_writer.IsBusy, settled.IsCompleted));
        saves[0].SetResult();
        await settled;

        Assert.False(_writer.IsBusy);
    }
}
