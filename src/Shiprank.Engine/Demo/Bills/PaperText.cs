using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shiprank.Engine.Demo.Bills;

/// <summary>JSON of vendors' APIs: a page with a bucket a day.</summary>
internal static class PaperText
{
    private static readonly JsonWriterOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="bucket">Writes what tells the bucket's day.</param>
    /// <param name="result">Writes one result of it.</param>
    public static string Page<T>(IEnumerable<IGrouping<DateOnly, T>> days, Action<Utf8JsonWriter, DateOnly> bucket, Action<Utf8JsonWriter, T> result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, plain))
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var day in days)
            {
                json.WriteStartObject();
                bucket(json, day.Key);
                json.WriteStartArray("results");
                foreach (var one in day)
                {
                    json.WriteStartObject();
                    result(json, one);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();

                // A bucket a line: what is wrong with one is found by its line.
                json.Flush();
                buffer.WriteByte((byte)'\n');
            }

            json.WriteEndArray();
            json.WriteBoolean("has_more", false);
            json.WriteNull("next_page");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    public static string Midnight(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";

    public static long Epoch(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();

    public static string Number(decimal value) => value.ToString("0.#############", CultureInfo.InvariantCulture);
}
