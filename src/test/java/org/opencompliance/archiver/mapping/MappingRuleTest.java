package org.opencompliance.archiver.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opencompliance.archiver.item.Participant.Role.CC;
import static org.opencompliance.archiver.item.Participant.Role.FROM;
import static org.opencompliance.archiver.item.Participant.Role.OWNER;
import static org.opencompliance.archiver.item.Participant.Role.TO;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Match;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Way;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.mapping.csv.KeptMapping;
import org.opencompliance.archiver.mapping.csv.MappingCsv;
import org.opencompliance.archiver.mapping.csv.UserMappings;

class MappingRuleTest {

    private static final String SUSAN_NUMBER = "445204334324";
    private static final String JEFF_NUMBER = "442323523455";
    private static final DirectoryUser SUSAN = new DirectoryUser("id-susan", "susan@contoso.com", null, false);
    private static final DirectoryUser JEFF = new DirectoryUser("id-jeff", "jeff@contoso.com", null, false);

    private final Directory directory =
            new Directory(Duration.ofHours(4), Duration.ofMinutes(10), 1_000, new MovableClock());
    private final UserMappings none = new UserMappings("", null, event -> {});
    private final MappingRule rule = new MappingRule(none, DeliverTo.PARTICIPANTS, directory);

    @Test
    void aNameWithSeveralNumbersIsUndecidedAndNotGuessed() throws Exception {
        MappingRule custom = new MappingRule(mapping(SUSAN_NUMBER, "s@contoso.com"), DeliverTo.PARTICIPANTS, directory);
        Participant several = new Participant(Participant.Role.FROM, null, "two numbers", null, null, true);

        ItemMapping mapping = custom.start(List.of(several), null);
        mapping.nextRound();
        MappingResult result = mapping.result();

        assertThat(result.mailboxes()).isEmpty();
        assertThat(result.unmapped()).isEmpty();
        assertThat(result.undecided()).singleElement().satisfies(undecided -> {
            assertThat(undecided.participants()).containsExactly(0);
            assertThat(undecided.detail()).contains("several numbers", "archiver.participant-format");
        });
        ItemMapping without = rule.start(List.of(several), null);
        without.nextRound();
        assertThat(without.result().unmapped()).containsExactly(0);
    }

    @Test
    void textThatIsNoAddressIsNotLookedUp() {
        assertThat(candidates(new Participant(TO, null, "Somebody", "x' or mail ne 'x")))
                .containsExactly(new Candidate(0, null, null));
    }

    @Test
    void candidateHasTheMailboxOfTheCustomMappingAndTheAddress() throws IOException {
        MappingRule custom = new MappingRule(mapping(SUSAN_NUMBER, "s@contoso.com"), DeliverTo.PARTICIPANTS, directory);

        ItemMapping mapping =
                custom.start(List.of(new Participant(FROM, "+" + SUSAN_NUMBER, "Susan", "susan@contoso.com")), null);

        assertThat(mapping.candidates()).containsExactly(new Candidate(0, "s@contoso.com", "susan@contoso.com"));
        assertThat(mapping.addresses()).containsExactly("s@contoso.com", "susan@contoso.com");
        assertThat(mapping.result().mappingVersion()).hasSize(64);
    }

    @Test
    void ownerNamedByNumberOnlyHasTheAddressOfTheSamePersonInTheItem() {
        assertThat(candidates(
                        new Participant(FROM, SUSAN_NUMBER, "Susan", "susan@contoso.com"),
                        new Participant(OWNER, "+" + SUSAN_NUMBER, null, null)))
                .extracting(Candidate::address)
                .containsExactly("susan@contoso.com", "susan@contoso.com");
    }

    @Test
    void onlyTheOwnerIsACandidateIfSettingsSaySo() {
        List<Participant> participants = List.of(
                new Participant(FROM, SUSAN_NUMBER, "Susan", "susan@contoso.com"),
                new Participant(TO, JEFF_NUMBER, "Jeff", "jeff@contoso.com"));

        assertThat(owner(participants, new Participant(OWNER, JEFF_NUMBER, null, null)))
                .containsExactly(new Candidate(1, null, "jeff@contoso.com"));
    }

    @Test
    void ownerWhoIsNotListedIsACandidateAllTheSame() {
        List<Participant> participants = List.of(new Participant(FROM, SUSAN_NUMBER, "Susan", "susan@contoso.com"));

        assertThat(owner(participants, new Participant(OWNER, null, null, "jeff@contoso.com")))
                .containsExactly(new Candidate(MappingRule.NOT_LISTED, null, "jeff@contoso.com"));
    }

    @Test
    void itemWithoutOwnerHasNoCandidateWhenOnlyTheOwnerWould() {
        assertThat(owner(List.of(new Participant(FROM, SUSAN_NUMBER, "Susan", "susan@contoso.com")), null))
                .isEmpty();
    }

    @Test
    void itemWithoutParticipantsHasNoMailbox() {
        ItemMapping mapping = rule.start(List.of(), null);

        assertThat(mapping.hasOpen()).isFalse();
        assertThat(mapping.result()).isEqualTo(new MappingResult(List.of(), List.of(), "none"));
    }

    @Test
    void itemWaitsWhileAMappingIsAskedForAndNoneWasAccepted() {
        UserMappings missing = new UserMappings("mapping.csv", null, event -> {});
        MappingRule waiting = new MappingRule(missing, DeliverTo.PARTICIPANTS, directory);

        assertThatThrownBy(() -> waiting.start(List.of(), null)).isInstanceOf(MappingMissingException.class);
    }

    @Test
    void participantsWithOneMailboxGetOneDelivery() {
        ItemMapping mapping = start("susan@contoso.com", "jeff@contoso.com", "s.smith@contoso.com");

        emailForEach(mapping);
        rule.found(mapping, List.of(answer("susan@contoso.com", SUSAN), answer("jeff@contoso.com", JEFF)));
        rule.found(mapping, List.of(answer("s.smith@contoso.com", SUSAN)));

        assertThat(mapping.result().mailboxes())
                .containsExactly(
                        new PlannedMailbox("id-susan", "susan@contoso.com", Rule.EMAIL, List.of(0, 2)),
                        new PlannedMailbox("id-jeff", "jeff@contoso.com", Rule.EMAIL, List.of(1)));
    }

    @Test
    void addressesWithoutAnAnswerAreAskedForEachOnceInGroups() {
        ItemMapping mapping = start(IntStream.range(0, 251)
                .mapToObj(i -> (i == 250 ? "P1" : "p" + i) + "@elsewhere.example")
                .toArray(String[]::new));

        emailForEach(mapping);

        assertThat(mapping.unanswered()).extracting(List::size).containsExactly(100, 100, 50);
    }

    @Test
    void answerIsAppliedToEveryParticipantWithTheAddressAndKeptForOtherItems() {
        ItemMapping first = start("susan@contoso.com", "SUSAN@contoso.com");
        emailForEach(first);
        rule.found(first, List.of(answer("susan@contoso.com", SUSAN)));
        assertThat(first.result().mailboxes())
                .extracting(PlannedMailbox::participants)
                .containsExactly(List.of(0, 1));

        ItemMapping next = start("susan@contoso.com");
        emailForEach(next);

        assertThat(next.unanswered()).isEmpty();
        assertThat(next.result().mailboxes()).hasSize(1);
    }

    @Test
    void participantWithAnAddressOfNoValidUserIsOpenAgainWithoutIt() {
        ItemMapping mapping = start("left@contoso.com");
        Candidate participant = mapping.nextRound().get(0);
        assertThat(mapping.hasOpen()).isFalse();

        rule.lookUp(mapping, participant, "EMAIL", "left@contoso.com");
        rule.found(mapping, List.of(answer("left@contoso.com")));

        assertThat(mapping.hasOpen()).isTrue();
        assertThat(mapping.nextRound()).singleElement().satisfies(again -> {
            assertThat(again.address()).isNull();
            assertThat(again.tried()).containsExactly("EMAIL");
        });
        assertThat(mapping.result().unmapped()).containsExactly(0);
    }

    @Test
    void addressThatTheDirectoryDidNotAnswerForIsAnExceptionAndNeverUnmapped() {
        ItemMapping mapping = start("susan@contoso.com", "jeff@contoso.com");
        emailForEach(mapping);

        rule.found(mapping, List.of(answer("jeff@contoso.com", JEFF)));

        assertThatThrownBy(mapping::result).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void ruleThatIsTriedTwiceHasNoEffect() {
        ItemMapping mapping = start("susan@contoso.com");
        rule.lookUp(mapping, mapping.nextRound().get(0), "catch-all", "archive@contoso.com");
        rule.found(mapping, List.of(answer("archive@contoso.com")));

        rule.lookUp(mapping, mapping.nextRound().get(0), "catch-all", "archive@contoso.com");

        assertThat(mapping.hasOpen()).isFalse();
        assertThat(mapping.result().unmapped()).containsExactly(0);
    }

    private ItemMapping start(String... addresses) {
        List<Participant> participants = Arrays.stream(addresses)
                .map(address -> new Participant(CC, null, null, address))
                .toList();
        return rule.start(participants, null);
    }

    private void emailForEach(ItemMapping mapping) {
        mapping.nextRound().forEach(participant -> rule.lookUp(mapping, participant, "EMAIL", participant.address()));
    }

    private List<Candidate> candidates(Participant... participants) {
        return rule.start(List.of(participants), null).candidates();
    }

    private List<Candidate> owner(List<Participant> participants, Participant owner) {
        return new MappingRule(none, DeliverTo.OWNER, directory)
                .start(participants, owner)
                .candidates();
    }

    private static UserMappings mapping(String number, String mailbox) throws IOException {
        List<List<String>> rows =
                List.of(List.of("External User ID", "Microsoft 365 User Mailbox"), List.of(number, mailbox));
        UserMappings mappings =
                new UserMappings("mapping.csv", new KeptMapping(new MemoryStore(), "wechat"), event -> {});
        mappings.accept(new MappingCsv().check(new byte[0], rows.iterator()));
        return mappings;
    }

    private static DirectoryAnswer answer(String address, DirectoryUser... users) {
        return new DirectoryAnswer(
                address,
                Arrays.stream(users).map(user -> new Match(user, Way.MAIL)).toList());
    }
}
