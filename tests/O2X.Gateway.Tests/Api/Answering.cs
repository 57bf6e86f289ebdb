using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace O2X.Gateway.Tests.Api;

/// <summary>Asks, and looks at answers.</summary>
internal static class Answering
{
    public static Task<JsonElement> JsonAsync(this GatewayHost host, string path) => host.Client.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Sends a body.</summary>
    /// <param name="host">The gateway.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body; null: none.</param>
    /// <param name="type">Its media type.</param>
    public static Task<HttpResponseMessage> SendAsync(
        this GatewayHost host, string method, string path, string? body = null, string type = "application/json")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        return host.Client.SendAsync(request);
    }

    /// <summary>The code of problem details, which the answer must be.</summary>
    public static async Task<int> CodeAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        return problem.GetProperty("code").GetInt32();
    }

    public static async Task<JsonElement> GoodAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
