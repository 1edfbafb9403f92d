using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Tests.Service;
using Transform.Api.Trust;

namespace Transform.Api.Tests.Trust;

public sealed class FreeTextTests
{
    [Fact]
    public void A_text_opens_under_its_own_key_record_and_field_and_nothing_else()
    {
        var (key, record) = (RandomNumberGenerator.GetBytes(32), Guid.CreateVersion7());
        var sealedText = FreeText.Seal(key, record, SealedFields.Notes, "She said so — ünd more");
        Assert.Equal("She said so — ünd more", FreeText.Open(key, record, SealedFields.Notes, sealedText));
        Assert.NotEqual(sealedText, FreeText.Seal(key, record, SealedFields.Notes, "She said so — ünd more"));

        Refused(() => FreeText.Open(RandomNumberGenerator.GetBytes(32), record, SealedFields.Notes, sealedText));
        Refused(() => FreeText.Open(key, Guid.CreateVersion7(), SealedFields.Notes, sealedText));
        Refused(() => FreeText.Open(key, record, SealedFields.Act, sealedText));
        for (var i = 0; i < sealedText.Length; i++)
        {
            var altered = sealedText.ToArray();
            altered[i] ^= 1;
            Refused(() => FreeText.Open(key, record, SealedFields.Notes, altered));
        }

        static void Refused(Func<string> open) => Assert.ThrowsAny<CryptographicException>(open);
    }

    [Fact]
    public async Task What_people_said_stands_in_no_file_of_the_database()
    {
        await using var service = new TestService();
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync(service));
        const string Canary = "zq-notes-canary-81";
        foreach (var level in new[] { "programme", "leadsOnly", "nonAttributable", "sealed" })
        {
            var made = await programme.LogAsync(programme.Lead.Client, level, $"{Canary} She would lend two nurses");
            await programme.Lead.PutAsync($"{programme.Commitments}/{made["commitments"]![0]!["id"]}", new
            {
                act = $"{Canary} act", status = "kept", evidence = $"{Canary} evidence", statusReason = $"{Canary} reason",
            }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        }

        Assert.True(Holds(service, "Rosa Ruiz"));       // what is not sealed is found, so the search would find the rest too
        Assert.False(Holds(service, Canary));
        Assert.False(Holds(service, "Lend two nurses"));

        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(service.DataFolder, "transform.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }

        Assert.True(Holds(service, "Rosa Ruiz"));
        Assert.False(Holds(service, Canary));
    }

    [Fact]
    public async Task Notes_moved_to_another_interview_do_not_open()
    {
        await using var service = new TestService();
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync(service));
        var one = await programme.LogAsync(programme.Lead.Client, "leadsOnly", "Of the first");
        var two = await programme.LogAsync(programme.Lead.Client, "leadsOnly", "Of the second");
        await ExecuteAsync(service, "DELETE FROM InterviewNotes WHERE InterviewId = @Two", one["id"]!.GetValue<Guid>(), two["id"]!.GetValue<Guid>());
        await ExecuteAsync(service, "UPDATE InterviewNotes SET InterviewId = @Two WHERE InterviewId = @One", one["id"]!.GetValue<Guid>(), two["id"]!.GetValue<Guid>());
        var refused = await programme.Lead.GetAsync($"{programme.Interviews}/{two["id"]}").ExpectAsync(HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("Of the", refused.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_an_interview_erases_the_keys_of_its_words_and_revising_erases_the_earlier_wording()
    {
        await using var service = new TestService();
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync(service));
        var made = await programme.LogAsync(programme.Lead.Client, "leadsOnly");
        var first = await KeysAsync(service);
        Assert.Equal(2, first.Count);
        var keys = service.Services.GetRequiredService<KeyStore>();
        Assert.Equal(2, (await keys.FindAsync(first, CancellationToken.None)).Count);

        await programme.Lead.PutAsync($"{programme.Interviews}/{made["id"]}", new { heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "A" } }, notes = "Otherwise" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var second = await KeysAsync(service);
        Assert.Equal(second.Intersect(first), (await keys.FindAsync(first, CancellationToken.None)).Keys);
        Assert.Single(second.Intersect(first));

        await programme.Lead.DeleteAsync($"{programme.Interviews}/{made["id"]}", "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty(await keys.FindAsync([.. first, .. second], CancellationToken.None));
    }

    private static bool Holds(TestService service, string text)
    {
        var needle = Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(service.DataFolder, "*.db*").Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(needle) >= 0;
        });
    }

    private static async Task ExecuteAsync(TestService service, string sql, Guid one, Guid two)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(service.DataFolder, "transform.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@One", one);
        command.Parameters.AddWithValue("@Two", two);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static async Task<List<Guid>> KeysAsync(TestService service)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(service.DataFolder, "transform.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT KeyId FROM InterviewNotes UNION ALL SELECT KeyId FROM Commitments";
        var keys = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            keys.Add(reader.GetGuid(0));
        }

        return keys;
    }
}
