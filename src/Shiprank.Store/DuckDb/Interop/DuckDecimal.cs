namespace Shiprank.Store.DuckDb.Interop;

/// <summary>DuckDB keeps a decimal as an integer of the narrowest width for its precision, and a scale.</summary>
internal static unsafe class DuckDecimal
{
    /// <exception cref="OverflowException">The number needs more than the 96 bits of .NET's decimal.</exception>
    public static decimal Read(byte* data, int row, DuckType storage, byte scale) => Scale(
        storage switch
        {
            DuckType.SmallInt => ((short*)data)[row],
            DuckType.Integer => ((int*)data)[row],
            DuckType.BigInt => ((long*)data)[row],
            _ => ((Native.HugeInt*)data)[row].Value,
        },
        scale);

    private static decimal Scale(Int128 value, byte scale)
    {
        var negative = value < 0;
        var size = (UInt128)(negative ? -value : value);
        if (size >> 96 != 0) throw new OverflowException("a decimal of the store is wider than 96 bits");
        return new((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), negative, scale);
    }
}
