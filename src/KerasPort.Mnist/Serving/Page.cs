using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KerasPort.Mnist.Serving;

/// <summary>The page's files, which lie in the program itself.</summary>
internal static class Page
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Add("/", "index.html", "text/html; charset=utf-8");
        Add("/page.css", "page.css", "text/css; charset=utf-8");
        Add("/page.js", "page.js", "text/javascript; charset=utf-8");

        void Add(string path, string file, string type)
        {
            var content = Read(file);
            routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], async context =>
            {
                context.Response.ContentType = type;
                await context.Response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
            });
        }
    }

    private static byte[] Read(string file)
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream("Page/" + file)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
