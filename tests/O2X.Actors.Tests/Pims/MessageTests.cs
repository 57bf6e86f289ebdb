using System.Text.RegularExpressions;
using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>The shape of messages (sdk-reference 1.5).</summary>
public sealed partial class MessageTests
{
    [Fact]
    public async Task D29_A_transaction_has_13_characters_and_no_two_are_the_same()
    {
        await using var bench = await PimsBench.InitializedAsync();
        var ids = new HashSet<string>();
        for (var i = 0; i < 1000; i++)
        {
            var id = (await bench.GetAsync("pims.sdk.version")).TransactionId;
            Assert.Matches(Transaction(), id);
            Assert.True(ids.Add(id));
        }
    }

    [Fact]
    public async Task D28_A_code_is_a_number()
    {
        await using var bench = await PimsBench.InitializedAsync();
        var message = await bench.GetAsync("pims.vehicle.vin");
        Assert.Equal(
            $$$"""{"transactionId":"{{{message.TransactionId}}}","status":"FAILED","error":{"code":2000,"label":"Unknown error"}}""", message.ToJson());
    }

    [Fact]
    public async Task D28_A_code_is_text_by_option()
    {
        await using var bench = await PimsBench.InitializedAsync(new PimsOptions { TextualErrorCodes = true });
        var message = await bench.GetAsync("pims.vehicle.vin");
        Assert.EndsWith("""{"code":"2000","label":"Unknown error"}}""", message.ToJson());
    }

    [Fact]
    public async Task A_success_has_a_result_for_get_and_none_for_set_and_subscribe()
    {
        await using var bench = await PimsBench.InitializedAsync();
        var get = await bench.GetAsync("pims.vehicle.timeout");
        var set = await bench.SetAsync("pims.vehicle.timeout");
        var subscribe = await bench.SubscribeAsync();
        Assert.Equal(
            $$$"""{"transactionId":"{{{get.TransactionId}}}","status":"SUCCEEDED","result":{"scan":60000,"looseConnection":5000,"changeStatus":0}}""",
            get.ToJson());
        Assert.Equal($$"""{"transactionId":"{{set.TransactionId}}","status":"SUCCEEDED"}""", set.ToJson());
        Assert.Equal($$"""{"transactionId":"{{subscribe.TransactionId}}","status":"SUCCEEDED"}""", subscribe.ToJson());
    }

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}$")]
    private static partial Regex Transaction();
}
