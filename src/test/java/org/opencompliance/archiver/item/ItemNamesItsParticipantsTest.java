package org.opencompliance.archiver.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.archiver.item.Participant.Role.CC;
import static org.opencompliance.archiver.item.Participant.Role.FROM;
import static org.opencompliance.archiver.item.Participant.Role.OWNER;
import static org.opencompliance.archiver.item.Participant.Role.TO;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemNamesItsParticipantsTest {

    @TempDir
    private Path spool;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "447786910895 John Smith <john@corp.example> | 447786910895 | John Smith | john@corp.example",
                "+447786910895 John <john@corp.example> | 447786910895 | John | john@corp.example",
                "447786910895 <john@corp.example> | 447786910895 | - | john@corp.example",
                "447786910895 | 447786910895 | - | -",
                "1234567 Seven <a@b.example> | 1234567 | Seven | a@b.example",
                "123456 Six <a@b.example> | - | 123456 Six | a@b.example",
                "123456789012345 Fifteen <a@b.example> | 123456789012345 | Fifteen | a@b.example",
                "1234567890123456 Sixteen <a@b.example> | - | 1234567890123456 Sixteen | a@b.example",
                "John 447786910895 <a@b.example> | 447786910895 | John | a@b.example",
                "John Smith 447786910895 <a@b.example> | 447786910895 | John Smith | a@b.example",
                "John Smith +447786910895 | 447786910895 | John Smith | -",
                "张 三 8613800138000 <a@b.example> | 8613800138000 | 张 三 | a@b.example",
                "447786910895 John 447786910895 <a@b.example> | 447786910895 | John 447786910895 | a@b.example",
                "John 447786910895 Smith <a@b.example> | - | John 447786910895 Smith | a@b.example",
                "John 123456 <a@b.example> | - | John 123456 | a@b.example",
                "447786910895John <a@b.example> | - | 447786910895John | a@b.example",
                "++447786910895 J <a@b.example> | - | ++447786910895 J | a@b.example",
                "张三 <a@b.example> | - | 张三 | a@b.example",
                "<a@b.example> | - | - | a@b.example"
            })
    void byNumberNameAndAddress(String from, String mobile, String name, String address) throws Exception {
        try (Item item = ItemsForTest.parse(spool, "From: " + from + "\n\n")) {
            assertThat(item.participants()).containsExactly(new Participant(FROM, mobile, name, address));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "447786910895 John 8613800138000",
                "447786910895 8613800138000",
                "John 8613800138000 447786910895",
                "447786910895 John 8613800138000 Smith",
                "John 86 13800138000",
                "+44 7786910895 John",
                "(86) 13800138000 John"
            })
    void aNameWithSeveralNumbersOrAPieceOfOneHasNone(String name) throws Exception {
        try (Item item = ItemsForTest.parse(spool, "From: \"" + name + "\" <a@b.example>\n\n")) {
            Participant from = item.participants().get(0);
            assertThat(from.mobile()).isNull();
            assertThat(from.name()).isEqualTo(name);
            assertThat(from.unclear()).isEqualTo(!name.startsWith("+44") && !name.startsWith("(86)"));
        }
    }

    @Test
    void inTheirOrderAndOnceForEachRole() throws Exception {
        String header = "Cc: c@x.example, c@x.example\nTo: a@x.example, b@x.example\nFrom: a@x.example\n\n";
        try (Item item = ItemsForTest.parse(spool, header)) {
            assertThat(item.participants())
                    .containsExactly(person(FROM, "a"), person(TO, "a"), person(TO, "b"), person(CC, "c"));
            assertThat(item.owner()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8613800138000",
                "+8613800138000",
                "8613800138000 Li",
                "B@x.example",
                "<b@x.example>",
                "\"8613800138000 Li\" <other@x.example>"
            })
    void theOwnerIsAmongThemByNumberOrAddress(String initiator) throws Exception {
        String header = "From: a@x.example\nTo: 8613800138000 Li <b@x.example>\n";
        try (Item item = ItemsForTest.parse(spool, header + "X-TeleMessage-Archive_Initiator: " + initiator + "\n\n")) {
            assertThat(item.owner()).isEqualTo(new Participant(TO, "8613800138000", "Li", "b@x.example"));
            assertThat(item.participants()).hasSize(2);
        }
    }

    @Test
    void anOwnerNamedNowhereElseIsAddedAsSuch() throws Exception {
        String header = "From: a@x.example\nX-TELEMESSAGE-ArchiveInitiator: 8613800138000\n\n";
        try (Item item = ItemsForTest.parse(spool, header)) {
            assertThat(item.owner()).isEqualTo(new Participant(OWNER, "8613800138000", null, null));
            assertThat(item.participants()).containsExactly(person(FROM, "a"), item.owner());
        }
    }

    @Test
    void nobodyAtAllIsNoError() throws Exception {
        try (Item item = ItemsForTest.parse(spool, "Subject: s\n\n")) {
            assertThat(item.participants()).isEmpty();
        }
    }

    @Test
    void noneOfThemShowsInText() throws Exception {
        try (Item item = ItemsForTest.parse(spool, "From: 8613800138000 Li <b@x.example>\n\n")) {
            assertThat(item.participants().toString()).doesNotContain("8613800138000", "Li", "b@x");
        }
    }

    private static Participant person(Participant.Role role, String name) {
        return new Participant(role, null, null, name + "@x.example");
    }
}
