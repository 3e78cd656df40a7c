package org.opencompliance.archiver.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.story.Story.Finding;
import org.opencompliance.archiver.story.Story.LeftOutFile;
import org.opencompliance.archiver.story.Story.Original;
import org.opencompliance.archiver.story.Story.Person;
import org.opencompliance.archiver.story.Story.Plan;

class StoryWithoutContentTest {

    private static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void hasNeitherNamesOfFilesNorPeople() {
        Plan plan =
                new Plan(TIME, "none", List.of(new LeftOutFile("salary Li Na.xlsx", 11L, "9f86")), 0, TIME, null, null);
        Original original = new Original(
                "staged/wechat/2026/11/20/1.eml",
                "chat",
                TIME,
                9L,
                "0b1c",
                Finding.AS_RECORDED,
                9L,
                "0b1c",
                plan,
                List.of(),
                List.of(new Person(0, "from", "Li Na", "8613955500001", "li@contoso.example")));
        Story story = new Story("1", ItemStatus.IMPORTED, "the file ann.eml", List.of(), List.of(original), List.of());

        String shown = JsonObjects.text(story.withoutContent());

        assertThat(JsonObjects.text(story)).contains("salary", "8613955500001", "ann.eml");
        assertThat(shown)
                .doesNotContain("salary", "ann.eml", "Li Na", "8613955500001", "li@contoso.example", "participants");
        assertThat(shown).contains("staged/wechat/2026/11/20/1.eml", "9f86", "\"size\" : 11");
    }
}
