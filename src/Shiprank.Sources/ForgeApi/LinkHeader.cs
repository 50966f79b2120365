namespace Shiprank.Sources.ForgeApi;

/// <summary>Paging by the header Link (RFC 8288): <c>&lt;https://…?page=2&gt;; rel="next", &lt;…&gt;; rel="last"</c>.</summary>
internal static class LinkHeader
{
    public static string? Next(IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            for (var at = 0; value.IndexOf('<', at) is >= 0 and var open;)
            {
                var close = value.IndexOf('>', open);
                if (close < 0) break;
                var end = value.IndexOf('<', close);
                var parameters = value.AsSpan(close + 1, (end < 0 ? value.Length : end) - close - 1);
                if (IsNext(parameters)) return value[(open + 1)..close];
                at = close + 1;
            }
        }

        return null;
    }

    private static bool IsNext(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim(" ,");
            if (!parameter.StartsWith("rel=", StringComparison.OrdinalIgnoreCase)) continue;
            foreach (var word in parameter[4..].Trim('"').Split(' '))
            {
                if (parameter[4..].Trim('"')[word].Equals("next", StringComparison.OrdinalIgnoreCase)) return true;
            }
        }

        return false;
    }
}
