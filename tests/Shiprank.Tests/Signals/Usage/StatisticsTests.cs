using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery;
using Shiprank.Core.Signals.Usage;
using Shiprank.Core.Signals.Usage.Statistics;

namespace Shiprank.Tests.Signals.Usage;

public sealed class StatisticsTests
{
    private static readonly TextHasher Hasher = new(7, 9);

    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4, 100 }, 100, 65.4265)] // median 3, deviations 2 1 0 1 97, MAD 1
    [InlineData(new[] { 1.0, 2, 3, 4, 100 }, 3, 0)]
    [InlineData(new[] { 5.0, 5, 5, 5, 10 }, 10, 3.98947)] // MAD 0, mean deviation 1: 5 / 1.2533
    [InlineData(new[] { 5.0, 5, 5 }, 5, 0)]
    public void The_modified_z_is_as_worked_out_by_hand(double[] values, double of, double z) => Assert.Equal(z, Spread.Of(values).Z(of), 4);

    [Fact]
    public void A_spread_does_not_depend_on_the_order() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<NormalFloat[]>(),
        values => Spread.Of(values.Select(v => v.Get % 1e6)) == Spread.Of(values.Reverse().Select(v => v.Get % 1e6))));

    [Fact]
    public void The_modified_z_grows_with_its_value() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(int[] Values, int A, int B)>(),
        t => Spread.Of(t.Values.Select(v => (double)v)) is var spread && spread.Z(Math.Min(t.A, t.B)) <= spread.Z(Math.Max(t.A, t.B))));

    [Theory]
    [InlineData(new[] { 60.0, 60, 60 }, -1)] // a clock
    [InlineData(new[] { 1.0, 3 }, -0.333333)] // mean 2, deviation 1
    [InlineData(new[] { 0.0, 0, 0, 4 }, 0.267949)] // mean 1, deviation √3: (√3 − 1) ÷ (√3 + 1)
    [InlineData(new double[0], 0)]
    public void Burstiness_is_as_worked_out_by_hand(double[] intervals, double b) => Assert.Equal(b, Burstiness.Of(intervals), 5);

    [Fact]
    public void A_constant_series_holds_nothing_unknown() => Assert.Equal(0, ConditionalEntropy.Corrected(new byte[200]));

    [Fact]
    public void An_alternating_series_holds_next_to_nothing_unknown() =>
        Assert.InRange(ConditionalEntropy.Corrected([.. Enumerable.Range(0, 200).Select(i => (byte)(i % 2))]), 0, 0.001);

    /// <summary>
    /// 0 0 1 1: patterns of one have ln 2; of two, 00 01 11 once each, ln 3 − ln 2 + 1 · ln 2 = ln 3; of three, 001 011 once each, ln 2 − ln 3 + ln 2 = 0.2877.
    /// </summary>
    [Fact]
    public void A_short_series_is_as_worked_out_by_hand() => Assert.Equal(0.28768, ConditionalEntropy.Corrected([0, 0, 1, 1]), 5);

    [Fact]
    public void A_series_by_chance_is_as_unknown_as_its_symbols()
    {
        var random = new Random(5);
        var entropy = ConditionalEntropy.Corrected([.. Enumerable.Range(0, 2000).Select(_ => (byte)random.Next(4))]);
        Assert.InRange(entropy, 0.9 * Math.Log(4), Math.Log(4));
    }

    [Theory]
    [InlineData(32, 4, 0.42)]
    [InlineData(16, 8, 0.71)]
    public void Bands_tell_texts_apart_where_the_reference_says(int bands, int rows, double threshold) => Assert.Equal(threshold, MinHash.Threshold(bands, rows), 2);

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void The_estimated_likeness_is_the_true_one_within_its_error(double share)
    {
        var hash = new MinHash(Hasher);
        var errors = 0.0;
        for (var trial = 0; trial < 40; trial++)
        {
            // Blocks of 50 letters, some shared: what is in common is counted, not assumed.
            var (a, b) = (Blocks(trial, 60, _ => true, 0), Blocks(trial, 60, i => i < 60 * share, 1000));
            errors += MinHash.Jaccard(hash.Signature(a), hash.Signature(b)) - Jaccard(a, b);
        }

        // Of 40 trials, the standard error is at most 0.5 ÷ √(128 · 40) = 0.007.
        Assert.InRange(errors / 40, -0.03, 0.03);
    }

    [Fact]
    public void Bands_find_what_is_alike_and_leave_apart_what_is_not()
    {
        var hash = new MinHash(Hasher);
        var (alike, apart) = (0, 0);
        for (var trial = 0; trial < 50; trial++)
        {
            var a = Blocks(trial, 40, _ => true, 0);
            alike += Share(hash, a, Blocks(trial, 40, i => i != 7, 1000)) ? 1 : 0;
            apart += Share(hash, a, Blocks(trial, 40, i => i < 12, 1000)) ? 1 : 0;
        }

        Assert.InRange(alike, 49, 50);
        Assert.InRange(apart, 0, 1);
    }

    [Fact]
    public void Without_the_key_a_guessed_text_has_another_signature()
    {
        var text = PromptText.Of("Refactor the parser and write tests for it");
        var (ours, theirs) = (new MinHash(Hasher), new MinHash(new TextHasher(8, 9)));
        Assert.False(ours.BandsOf(ours.Signature(text)).Intersect(theirs.BandsOf(theirs.Signature(text))).Any());
    }

    [Theory]
    [InlineData("  Count to 1000,\n then  STOP ", "count to 0, then stop")]
    [InlineData("count to 7, then stop", "count to 0, then stop")]
    [InlineData("", "")]
    public void Numbers_blanks_and_capitals_make_no_other_text(string text, string plain) => Assert.Equal(plain, new string(PromptText.Of(text)));

    [Fact]
    public void A_schedule_with_some_jitter_has_its_period()
    {
        var random = new Random(3);
        var found = Periodicity.Of([.. Enumerable.Range(0, 200).Select(i => (i * 600L) + random.Next(30))]);
        Assert.NotNull(found);
        Assert.InRange(found.Seconds, 595, 605);
        Assert.InRange(found.Concentration, 0.95, 1);
        Assert.InRange(found.FalseAlarm, 0, 1e-9);
    }

    [Fact]
    public void Chance_has_no_period()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (random, at, times) = (new Random(seed), 0.0, new List<long>());
            for (var i = 0; i < 300; i++) times.Add((long)(at += -Math.Log(1 - random.NextDouble()) * 600));
            Assert.True(Periodicity.Of(times.ToArray()) is not { FalseAlarm: < 1e-3 });
        }
    }

    /// <summary>A power of 20 over 40 frequencies: 40 · e^−20 = 8.2e−8.</summary>
    [Fact]
    public void A_false_alarm_counts_every_period_that_could_be_looked_for()
    {
        var span = 40 / ((1 / 60.0) - (1 / 14400.0));
        Assert.Equal(40 * Math.Exp(-20), Periodicity.Chance(20, span), 10);
        Assert.Equal(1, Periodicity.Chance(0, span));
    }

    [Fact]
    public void A_nights_pause_counts_for_both_days_that_it_touches()
    {
        const long Hour = 3600;
        long[] seconds = [10 * Hour, 22 * Hour, 27 * Hour, 30 * Hour, 33 * Hour, 36 * Hour, 39 * Hour, 42 * Hour, 45 * Hour, 47 * Hour, 49 * Hour];
        Assert.Equal([long.MaxValue, 5 * Hour, long.MaxValue], DayGaps.Of(seconds, 3));
    }

    private static bool Share(MinHash hash, char[] a, char[] b) => hash.BandsOf(hash.Signature(a)).Zip(hash.BandsOf(hash.Signature(b))).Any(p => p.First == p.Second);

    private static char[] Blocks(int seed, int count, Func<int, bool> shared, int others)
    {
        var text = new List<char>();
        for (var i = 0; i < count; i++)
        {
            var random = new Random((seed * 100_003) + i + (shared(i) ? 0 : others * 17));
            for (var letter = 0; letter < 50; letter++) text.Add((char)('a' + random.Next(26)));
        }

        return [.. text];
    }

    private static double Jaccard(char[] a, char[] b)
    {
        var (x, y) = (Shingles(a), Shingles(b));
        return (double)x.Intersect(y).Count() / x.Union(y).Count();
    }

    private static HashSet<string> Shingles(char[] text) => [.. Enumerable.Range(0, text.Length - MinHash.Shingle + 1).Select(i => new string(text, i, MinHash.Shingle))];
}
