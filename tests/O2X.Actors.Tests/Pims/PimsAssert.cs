using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>What messages must be.</summary>
internal static class PimsAssert
{
    public static void Fails(PimsMessage message, int code, string? label = null)
    {
        Assert.Equal((PimsStatus.Failed, (int?)code), (message.Status, message.Error?.Code));
        Assert.Null(message.Result);
        if (label is not null) Assert.Equal(label, message.Error!.Label);
    }

    public static void Succeeds(PimsMessage message)
    {
        Assert.Equal((PimsStatus.Succeeded, (PimsError?)null), (message.Status, message.Error));
    }

    public static void Succeeds(PimsMessage message, string result)
    {
        Succeeds(message);
        Assert.Equal(result, message.Result?.GetRawText());
    }

    /// <summary>A RESULT with an error.</summary>
    public static void TellsError(PimsMessage message, int code, string? label = null)
    {
        Assert.Equal((PimsStatus.Result, (int?)code), (message.Status, message.Error?.Code));
        Assert.Null(message.Result);
        if (label is not null) Assert.Equal(label, message.Error!.Label);
    }
}
