using Shiprank.Store.DuckDb;

namespace Shiprank.Store.Tests.DuckDb;

public sealed class TransactionTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Work_that_meets_another_transaction_is_tried_again()
    {
        using var file = StoreFile.Open(folder.File(), TimeProvider.System, () => Given.Key).Value;
        using var writer = new Writer(file.Connect(), new Names());
        using var other = file.Connect();
        other.Run("begin transaction");
        other.Run("update installation set key1 = 1");
        var attempts = 0;
        writer.Transact(
            connection =>
            {
                if (++attempts == 2) other.Run("commit");
                connection.Run("update installation set key1 = key1 + 1");
            },
            CancellationToken.None);
        Assert.InRange(attempts, 2, 3);
        Assert.Equal(2L, other.Scalar("select key1 from installation"));
    }

    [Fact]
    public void Work_that_fails_leaves_neither_rows_nor_names()
    {
        using var store = DuckStore.Open(folder.File(), TimeProvider.System, () => Given.Key).Value;
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a"))));
        var bad = Given.Row("b") with { Model = "new-model", Credits = decimal.MaxValue };
        Assert.Throws<OverflowException>(() => store.AddUsage(Given.Batch(2, Given.Priced(bad))));
        Assert.Throws<OverflowException>(() => store.AddUsage(Given.Batch(5, [.. Enumerable.Range(0, 5000).Select(i => Given.Priced(i == 4000 ? bad : Given.Row($"b{i}")))])));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => store.AddUsage(Given.Batch(3, Given.Priced(Given.Row("c"))), cancelled.Token));
        Assert.Single(store.ReadUsage(UsageFilter.All));
        store.AddUsage(Given.Batch(4, Given.Priced(Given.Row("d") with { Model = "other-model" })));
        Assert.Equal(["claude-sonnet-4-5", "other-model"], store.ReadUsage(UsageFilter.All).Select(r => r.Row.Model).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_of_work_that_failed_do_not_return_after_reopening()
    {
        using (var file = StoreFile.Open(folder.File(), TimeProvider.System, () => Given.Key).Value)
        {
            var names = new Names();
            using var writer = new Writer(file.Connect(), names);
            Assert.Throws<InvalidOperationException>(() => writer.Transact(
                connection =>
                {
                    names.Models.Id("lost");
                    names.Save(connection);
                    throw new InvalidOperationException("after the names were written");
                },
                CancellationToken.None));
            writer.Transact(_ => Assert.Equal(1, names.Models.Id("kept")), CancellationToken.None);
        }

        using var again = StoreFile.Open(folder.File(), TimeProvider.System, () => Given.Key).Value;
        using var connection = again.Connect();
        var read = new Names();
        read.Load(connection);
        Assert.Equal(1, read.Models.Find("kept"));
        Assert.Null(read.Models.Find("lost"));
    }

    [Fact]
    public async Task Readers_see_whole_batches_while_one_writes()
    {
        const int size = 500;
        using var store = DuckStore.Open(folder.File(), TimeProvider.System, () => Given.Key).Value;
        using var done = new CancellationTokenSource();
        var reads = Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            var last = 0;
            do
            {
                var count = store.ReadUsage(UsageFilter.All).Count();
                Assert.Equal(0, count % size);
                Assert.True(count >= last);
                last = count;
            }
            while (!done.IsCancellationRequested);
        })).ToList();
        for (var b = 0; b < 8; b++) store.AddUsage(Given.Batch(b, [.. Enumerable.Range(0, size).Select(i => Given.Priced(Given.Row($"{b}/{i}") with { Model = $"m{b}" }))]));
        await done.CancelAsync();
        await Task.WhenAll(reads);
        Assert.Equal(8 * size, store.ReadUsage(UsageFilter.All).Count());
    }

    [Fact]
    public void A_reader_left_early_gives_its_connection_back()
    {
        using var store = DuckStore.Open(folder.File(), TimeProvider.System, () => Given.Key).Value;
        store.AddUsage(Given.Batch(1, [.. Enumerable.Range(0, 5000).Select(i => Given.Priced(Given.Row($"k{i}")))]));
        for (var i = 0; i < 20; i++) Assert.Equal(3, store.ReadUsage(UsageFilter.All).Take(3).Count());
        store.AddUsage(Given.Batch(2, Given.Priced(Given.Row("more"))));
        Assert.Equal(5001, store.ReadUsage(UsageFilter.All).Count());
    }
}
