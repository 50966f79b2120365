namespace Shiprank.Store.DuckDb.Interop;

/// <summary>Logical types as <c>duckdb_type</c> numbers them (duckdb.h, v1.5.5).</summary>
internal enum DuckType
{
    Invalid = 0,
    Boolean = 1,
    TinyInt = 2,
    SmallInt = 3,
    Integer = 4,
    BigInt = 5,
    UTinyInt = 6,
    USmallInt = 7,
    UInteger = 8,
    UBigInt = 9,
    Float = 10,
    Double = 11,
    Timestamp = 12,
    Date = 13,
    Time = 14,
    Interval = 15,
    HugeInt = 16,
    Varchar = 17,
    Blob = 18,
    Decimal = 19,
    Uuid = 27,
    TimestampTz = 31,
    UHugeInt = 32,
}
