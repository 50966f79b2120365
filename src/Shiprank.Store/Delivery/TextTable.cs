namespace Shiprank.Store.Delivery;

/// <summary>Texts that repeat are written once: the first time in full, then by number.</summary>
/// <param name="shas">Most of the texts are names of objects in git: they are written as bytes.</param>
internal sealed class TextTable(bool shas = false)
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];

    public void Write(PackWriter to, string text)
    {
        if (numbers.TryGetValue(text, out var number))
        {
            to.Count(number + 1);
            return;
        }

        numbers.Add(text, numbers.Count);
        to.Count(0);
        if (shas) to.Sha(text);
        else to.Text(text);
    }

    public string Read(ref PackReader from)
    {
        var number = from.Count();
        if (number == 0) texts.Add(shas ? from.Sha() : from.Text());
        return number == 0 ? texts[^1] : number <= texts.Count ? texts[number - 1] : throw new InvalidDataException("a stored text has no such number");
    }
}
