namespace Shiprank.Core.Delivery.Lines.Blocks;

/// <summary>Texts of lines by their id (<see cref="LineText.Value"/>, 8 bytes a line). Those that a resumed run never sees again are 0.</summary>
internal sealed class LineTexts
{
    private ulong[] texts = new ulong[1024];

    public ulong this[int id]
    {
        get => texts[id];
        set
        {
            if (id >= texts.Length) Array.Resize(ref texts, Math.Max(id + 1, texts.Length * 2));
            texts[id] = value;
        }
    }
}
