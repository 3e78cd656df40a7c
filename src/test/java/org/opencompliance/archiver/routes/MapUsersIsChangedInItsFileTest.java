package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opencompliance.archiver.item.Participant.Role.CC;
import static org.opencompliance.archiver.item.Participant.Role.FROM;
import static org.opencompliance.archiver.item.Participant.Role.TO;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.mapping.Rule;
import org.opencompliance.archiver.mapping.UndecidedMailbox;

/** The shipped file after the edits that routes/README.md describes, and after similar ones. */
class MapUsersIsChangedInItsFileTest extends UserMappingUnderTest {

    private static final String CUSTOM = "- id: map-participants-by-custom-mapping";
    private static final String EMAIL = "- id: map-participants-by-email";
    private static final String OTHERWISE = "otherwise:";
    private static final Rule CATCH_ALL = new Rule("catch-all");
    private static final DirectoryUser ARCHIVE = user("archive");

    @Test
    void theAddressIsAskedBeforeTheCustomMapping() throws Exception {
        edit = MapUsersIsChangedInItsFileTest::emailFirst;
        customMapping(SUSAN_NUMBER, "susan@contoso.com");

        MappingResult result = map(new Participant(FROM, SUSAN_NUMBER, "Susan", "jeff@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(JEFF, Rule.EMAIL, 0));
        assertThat(asked).containsExactly("jeff@contoso.com");
    }

    @Test
    void theCustomMappingIsThenTheFallback() throws Exception {
        edit = MapUsersIsChangedInItsFileTest::emailFirst;
        customMapping(SUSAN_NUMBER, "susan@contoso.com");

        MappingResult result = map(new Participant(FROM, SUSAN_NUMBER, "Susan", "left@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.CUSTOM, 0));
        assertThat(asked).containsExactly("left@contoso.com", "susan@contoso.com");
    }

    @Test
    void participantsWithoutAMailboxHaveACatchAll() throws Exception {
        edit = file -> catchAll(file, "archive@contoso.com");
        users.put("archive@contoso.com", ARCHIVE);

        MappingResult result = map(
                new Participant(FROM, null, "Susan", "susan@contoso.com"),
                new Participant(TO, null, "Client", "client@elsewhere.example"),
                new Participant(CC, JEFF_NUMBER, null, null));

        assertThat(result.mailboxes())
                .containsExactly(planned(SUSAN, Rule.EMAIL, 0), planned(ARCHIVE, CATCH_ALL, 1, 2));
        assertThat(result.unmapped()).isEmpty();
    }

    @Test
    void catchAllThatIsNoValidUserLeavesTheParticipantsUnmapped() throws Exception {
        edit = file -> catchAll(file, "archive@contoso.com");

        MappingResult result = map(new Participant(FROM, null, "Client", "client@elsewhere.example"));

        assertThat(result.unmapped()).containsExactly(0);
        assertThat(asked).containsExactly("client@elsewhere.example", "archive@contoso.com");
    }

    @Test
    void ambiguousCatchAllIsNamed() throws Exception {
        edit = file -> catchAll(file, "archive@contoso.com");
        users.put("archive@contoso.com", ARCHIVE);
        others.put("archive@contoso.com", SUSAN);

        MappingResult result = map(new Participant(FROM, JEFF_NUMBER, null, null));

        assertThat(result.undecided())
                .extracting(UndecidedMailbox::detail)
                .containsExactly("Participant 0: 2 users of the directory have the mailbox of the rule catch-all:"
                        + " id-archive by primary address, id-susan by primary address");
    }

    @Test
    void ruleBeforeTheOthersHasThemAsFallback() throws Exception {
        edit = MapUsersIsChangedInItsFileTest::teamFirst;

        MappingResult result = map(new Participant(FROM, null, "Susan", "susan@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.EMAIL, 0));
        assertThat(asked).containsExactly("team@contoso.com", "susan@contoso.com");
    }

    @Test
    void ruleWithoutAnAddressIsAnExceptionAndNeverUnmapped() throws Exception {
        edit = file -> catchAll(file, "archive");

        assertThatThrownBy(() -> map(new Participant(FROM, JEFF_NUMBER, null, null)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining("catch-all");
    }

    /** Cuts the lines of the second condition, and pastes them above the first. */
    private static String emailFirst(String file) {
        List<String> lines = new ArrayList<>(file.lines().toList());
        int from = indexOf(lines, EMAIL);
        List<String> cut = lines.subList(from, from + indexOf(lines.subList(from, lines.size()), OTHERWISE));
        List<String> email = List.copyOf(cut);
        cut.clear();
        return insert(lines, CUSTOM, email);
    }

    /** Adds a step to the otherwise of the router. */
    private static String catchAll(String file, String mailbox) {
        String step =
                """
                                      - bean:
                                          id: map-participants-catch-all
                                          ref: mappingRule
                                          method: "lookUp(${variable.itemMapping}, ${body}, 'catch-all', '%s')"
                """;
        return insert(file, "- log:", step.formatted(mailbox));
    }

    /** Adds a condition above the others, true for each participant until no valid user is found. */
    private static String teamFirst(String file) {
        String condition =
                """
                                    - id: map-participants-by-team
                                      expression:
                                        simple:
                                          expression: "${body.tried} !contains 'team'"
                                      steps:
                                        - bean:
                                            id: map-participants-team
                                            ref: mappingRule
                                            method: "lookUp(${variable.itemMapping}, ${body}, 'team', 'team@contoso.com')"
                """;
        return insert(file, CUSTOM, condition);
    }

    private static String insert(String file, String before, String text) {
        return insert(
                new ArrayList<>(file.lines().toList()), before, text.lines().toList());
    }

    private static String insert(List<String> lines, String before, List<String> added) {
        lines.addAll(indexOf(lines, before), added);
        return String.join("\n", lines);
    }

    private static int indexOf(List<String> lines, String text) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).strip().equals(text))
                .findFirst()
                .orElseThrow();
    }
}
