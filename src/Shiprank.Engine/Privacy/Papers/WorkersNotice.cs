namespace Shiprank.Engine.Privacy.Papers;

/// <summary>What workers and their representatives are told before use (EU AI Act Art. 26(7); GDPR Art. 13) from what is configured.</summary>
internal static class WorkersNotice
{
    public static Paper Of(PaperFacts facts)
    {
        const string title = "Notice to workers";
        var text = Paper.Begin(facts, title);
        text.AppendLine($"{facts.Name} uses Shiprank from {PaperFacts.Gap("day")} on. This is what it does with data about you. It is rule-based: every figure has a published formula, and no model judges anybody. Whether it is an AI system within Annex III no. 4(b) of the EU AI Act is for {PaperFacts.Gap("whom")} to say; you are told as if it were.").AppendLine();
        text.AppendLine("## What is read").AppendLine();
        Paper.List(text, facts.Sources());
        text.AppendLine("What you type, what agents answer and your code are not stored.").AppendLine();
        text.AppendLine("## Who sees what").AppendLine();
        Paper.Views(text, facts);
        text.AppendLine("## What it is not for").AppendLine();
        text.AppendLine("Reviews, pay, promotion, discipline. No decision about you is made by it or from it alone.").AppendLine();
        text.AppendLine("## What you can do").AppendLine();
        Paper.List(text,
        [
            "See all of your own, and who looked at it: `/me`.",
            "Share your row on the board of people, or stop: `/me`. You share nothing unless you say so or the organisation file says that you did.",
            "Take everything along: `/me/export`.",
            $"Ask to be forgotten, or object: {PaperFacts.Gap("whom to ask")}.",
        ]);
        text.AppendLine($"Persons stay at usage rows {PaperFacts.Days(facts.Privacy.RetainPeople)}. Questions: {PaperFacts.Gap("data-protection officer, works council")}.");
        return new("notice-to-workers.md", title, text.ToString());
    }
}
