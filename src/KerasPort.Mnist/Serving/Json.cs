using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace KerasPort.Mnist.Serving;

/// <summary>Answers as JSON objects.</summary>
internal static class Json
{
    public static async Task WriteAsync(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted).ConfigureAwait(false);
    }

    public static Task ErrorAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
            return Task.CompletedTask;
        context.Response.StatusCode = status;
        return WriteAsync(context, new JsonObject { ["error"] = message });
    }

    public static JsonArray Numbers<T>(IEnumerable<T> values) => new([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);
}
