using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb;

namespace Shiprank.Store.Tests.DuckDb;

public sealed class InteropTests : IDisposable
{
    private readonly DuckDatabase database = new(":memory:");
    private readonly DuckConnection connection;

    public InteropTests() => connection = database.Connect();

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
    }

    [Fact]
    public void The_engine_is_the_version_that_the_interop_is_written_for() => Assert.Equal("v1.5.5", DuckDatabase.Version);

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("f1234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("7fffffff-ffff-ffff-ffff-ffffffffffff")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff")]
    public void A_uuid_is_the_same_bound_appended_written_and_read(string text)
    {
        var uuid = Guid.Parse(text);
        Assert.Equal(text, connection.Scalar("select cast($1 as varchar)", uuid));
        Assert.Equal(uuid, connection.Scalar("select cast($1 as uuid)", text));
        connection.Run("create table t (x uuid)");
        using (var appender = connection.Append("t"))
        {
            var rows = new AppendedRows(appender);
            rows.Uuid(0, uuid);
            rows.Next();
            rows.Flush();
        }

        Assert.Equal(text, connection.Scalar("select cast(x as varchar) from t"));
        Assert.Equal(uuid, connection.Scalar("select x from t"));
    }

    [Fact]
    public void Values_of_every_kind_come_back()
    {
        var time = new DateTimeOffset(1969, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(1_234_560);
        Assert.Equal(time, connection.Scalar("select $1::timestamptz", time));
        Assert.Equal(new DateOnly(2026, 2, 28), connection.Scalar("select $1::date", new DateOnly(2026, 2, 28)));
        Assert.Equal(long.MinValue, connection.Scalar("select $1::bigint", long.MinValue));
        Assert.Equal(1.5, connection.Scalar("select $1::double", 1.5));
        Assert.Equal(true, connection.Scalar("select $1::boolean", true));
        Assert.Null(connection.Scalar("select $1::bigint", [null]));
        Assert.Equal(Int128.Parse("-170141183460469231731687303715884105727"), connection.Scalar("select -170141183460469231731687303715884105727::hugeint"));
        Assert.Equal(-123456789.123456789m, connection.Scalar("select '-123456789.123456789'::decimal(18, 9)"));
        Assert.Equal(-1.5m, connection.Scalar("select -1.5::decimal(4, 1)"));
        Assert.Equal(99999.99m, connection.Scalar("select 99999.99::decimal(9, 2)"));
        Assert.Equal(79228162514264337593543950335m, connection.Scalar("select 79228162514264337593543950335::decimal(38, 0)"));
        Assert.Throws<OverflowException>(() => connection.Scalar("select 99999999999999999999999999999999999999::decimal(38, 0)"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("twelve bytes")]
    [InlineData("thirteen byte")]
    [InlineData("a zero\0inside, naïve 字 and long enough")]
    public void Texts_and_blobs_of_any_length_come_back(string text)
    {
        Assert.Equal(text, connection.Scalar("select $1::varchar", text));
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Assert.Equal(bytes, connection.Scalar("select $1::blob", bytes));
    }

    [Fact]
    public void Rows_appended_over_many_chunks_come_back_with_their_nulls()
    {
        connection.Run("create table t (i bigint, s varchar, n integer)");
        using (var appender = connection.Append("t"))
        {
            var rows = new AppendedRows(appender);
            for (var i = 0; i < 10_000; i++)
            {
                rows.Value(0, (long)i);
                rows.Text(1, new string('x', i % 40));
                rows.Value(2, i % 3 == 0 ? null : (int?)i);
                rows.Next();
            }

            rows.Flush();
        }

        using var statement = connection.Prepare("select i, s, n from t order by i");
        using var result = statement.Stream();
        var at = 0L;
        while (result.NextChunk())
        {
            for (var i = 0; i < result.Count; i++, at++)
            {
                Assert.Equal(at, result.Span<long>(0)[i]);
                Assert.Equal(at % 40, result.Bytes(1, i).Length);
                Assert.Equal(at % 3 == 0, result.IsNull(2, i));
            }
        }

        Assert.Equal(10_000, at);
    }

    [Fact]
    public void A_span_of_the_wrong_width_is_refused()
    {
        using var statement = connection.Prepare("select 1::integer");
        using var result = statement.Run();
        Assert.True(result.NextChunk());
        Assert.Throws<InvalidOperationException>(() => result.Span<long>(0).Length);
    }

    [Theory]
    [InlineData("select * from nowhere", "Catalog")]
    [InlineData("selec 1", "Parser")]
    [InlineData("select cast(9223372036854775807 as bigint) + 1", "Out of Range")]
    [InlineData("insert into k values (1)", "Constraint")]
    public void An_error_says_what_the_engine_says(string sql, string says)
    {
        connection.Run("create table k (i integer primary key); insert into k values (1)");
        Assert.Contains(says, Assert.Throws<DuckException>(() => connection.Run(sql)).Message, StringComparison.Ordinal);
        Assert.Equal(1L, connection.Scalar("select count(*) from k"));
    }

    [Fact]
    public void An_interrupted_query_stops_and_the_connection_lives_on()
    {
        using var stop = new CancellationTokenSource();
        using var registration = stop.Token.Register(connection.Interrupt);
        stop.CancelAfter(100);
        var stopped = Assert.Throws<DuckException>(() => connection.Run("select count(*) from range(400000000000) t(i) where i % 7 = 3"));
        Assert.Equal(DuckError.Interrupt, stopped.Kind);
        Assert.Equal(42L, connection.Scalar("select 42"));
    }

    [Fact]
    public void A_refused_append_tells_its_kind()
    {
        connection.Run("create table n (i bigint not null)");
        using var appender = connection.Append("n");
        var rows = new AppendedRows(appender);
        rows.Value(0, (long?)null);
        rows.Next();
        Assert.Equal(DuckError.Constraint, Assert.Throws<DuckException>(rows.Flush).Kind);
    }

    [Fact]
    public async Task An_interrupted_append_is_told_from_a_refused_one()
    {
        connection.Run("create table a (i bigint)");
        using var stop = new CancellationTokenSource();
        var interrupting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) connection.Interrupt();
        });
        DuckException? stopped = null;
        for (var attempt = 0; attempt < 2000 && stopped is null; attempt++) stopped = Append(50_000);
        await stop.CancelAsync();
        await interrupting;
        Assert.Equal(DuckError.Interrupt, stopped?.Kind);
    }

    private DuckException? Append(int count)
    {
        try
        {
            using var appender = connection.Append("a");
            var rows = new AppendedRows(appender);
            for (var i = 0L; i < count; i++)
            {
                rows.Value(0, i);
                rows.Next();
            }

            rows.Flush();
            return null;
        }
        catch (DuckException stopped)
        {
            return stopped;
        }
    }
}
