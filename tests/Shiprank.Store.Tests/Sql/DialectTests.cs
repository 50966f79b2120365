using System.Text.RegularExpressions;
using Shiprank.Store.Schema;

namespace Shiprank.Store.Tests.Sql;

public sealed class DialectTests
{
    public static TheoryData<string> Names => [.. Question.All.Select(q => q.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_question_keeps_to_the_shared_dialect(string name) => Assert.Empty(SqlLint.Check(Question.All.Single(q => q.Name == name).Sql));

    [Fact]
    public void Every_question_file_is_a_question() => Assert.Equal(
        typeof(Question).Assembly.GetManifestResourceNames().Where(n => n.Contains(".Questions.", StringComparison.Ordinal)).Select(n => n.Split('.')[^2]).Order(StringComparer.Ordinal),
        Question.All.Select(q => q.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("select percentile_cont(0.5) within group (order by x) from t")]
    [InlineData("select a / b from t")]
    [InlineData("select a // b from t")]
    [InlineData("select x as at from t")]
    [InlineData("select array_agg(x) from t")]
    [InlineData("select d + interval '1 day' from t")]
    [InlineData("select int_div(a, b) from t")]
    [InlineData("select x::text from t")]
    [InlineData("select cast(x as decimal(18, 9)) from t")]
    [InlineData("select now()")]
    public void The_lint_finds(string sql) => Assert.NotEmpty(SqlLint.Check(sql));

    [Theory]
    [InlineData("select cast(sum(x) as bigint) as x from t -- at 1/2 :: now()")]
    [InlineData("select int_div(a, nullif(b, 0)) as share, format from t where range_id = 1")]
    [InlineData("select percentile_disc(0.5) within group (order by x) as median from t")]
    public void The_lint_lets_pass(string sql) => Assert.Empty(SqlLint.Check(sql));

    [Fact]
    public void Migrations_are_numbered_without_gaps() => Assert.Equal(Enumerable.Range(1, Migrations.All.Count), Migrations.All.Select(m => m.Version));

    [Fact]
    public void No_table_with_a_session_has_a_key_that_would_stop_its_distribution()
    {
        var tables = Migrations.All.SelectMany(m => Regex.Matches(m.Sql, @"create table (?<name>\w+) \((?<columns>.*?)\);", RegexOptions.Singleline)).ToList();
        var distributed = tables.Where(t => t.Groups["columns"].Value.Contains("session_id bigint not null", StringComparison.Ordinal)).ToList();
        Assert.Contains("usage_rows", distributed.Select(t => t.Groups["name"].Value));
        Assert.Contains("usage_fates", distributed.Select(t => t.Groups["name"].Value));
        Assert.All(distributed, t => Assert.DoesNotMatch(@"primary key|unique|references", t.Groups["columns"].Value));
        Assert.All(Migrations.All, m => Assert.DoesNotMatch(@"create index|create unique|references|blob|double|decimal|\bat\b", Regex.Replace(m.Sql, "--[^\n]*", "")));
    }
}
