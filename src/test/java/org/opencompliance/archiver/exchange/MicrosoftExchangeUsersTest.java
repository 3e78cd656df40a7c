package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Way;
import org.opencompliance.archiver.exchange.support.TenantTest;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.http.RecordedRequest;

class MicrosoftExchangeUsersTest extends TenantTest {

    /** Resolves an address to users, for each kind of address. */
    private enum Who {
        NOBODY,
        GUEST,
        MEMBER
    }

    private record Case(String address, List<String> members, List<String> guests) {}

    @Test
    void everyWayIsAskedAndGuestsHideNobodyInAllCombinations() {
        List<Case> cases = cases();

        List<DirectoryAnswer> together =
                resolve(cases.stream().map(Case::address).toList());

        assertThat(together).hasSize(81);
        for (int i = 0; i < cases.size(); i++) {
            expect(cases.get(i), together.get(i));
            expect(cases.get(i), resolve(List.of(cases.get(i).address())).get(0));
        }
    }

    @Test
    void someHundredQuestionsAreAFewRequests() {
        List<String> addresses = strangers(100);

        assertThat(resolve(addresses)).hasSize(100).allSatisfy(answer -> assertThat(answer.matches())
                .isEmpty());

        assertThat(tenant.requests(GraphOperation.LIST_USERS)).isLessThanOrEqualTo(32);
        assertThat(tenant.requests(GraphOperation.GET_USER)).isZero();
        assertThat(tenant.requests()).extracting(RecordedRequest::status).containsOnly(200);
    }

    @Test
    void aUserFoundInSeveralWaysIsOneUser() {
        List<DirectoryAnswer> answers = resolve(List.of("lina@contoso.com", "nobody@contoso.com"));

        assertThat(answers.get(0).matches()).singleElement().satisfies(match -> {
            assertThat(match.user().id()).isEqualTo(MAILBOX);
            assertThat(match.way()).isEqualTo(Way.PRINCIPAL_NAME);
        });
        assertThat(answers.get(0).toString()).doesNotContain("@");
        assertThat(answers.get(1).matches()).isEmpty();
    }

    @Test
    void answersComeInTheOrderOfTheAddressesHoweverTheyAreWritten() {
        List<DirectoryAnswer> answers =
                resolve(List.of("LiNa@Contoso.com", "no address", "nobody@contoso.com", "lina@contoso.com", MAILBOX));

        assertThat(answers)
                .extracting(DirectoryAnswer::address)
                .containsExactly("LiNa@Contoso.com", "no address", "nobody@contoso.com", "lina@contoso.com", MAILBOX);
        assertThat(answers)
                .extracting(answer -> answer.member() != null)
                .containsExactly(true, false, false, true, true);
    }

    @Test
    void aMemberBehindPagesOfGuestsIsFound() {
        for (int i = 0; i < 45; i++) {
            tenant.add(TenantUser.member("guest" + i, "g" + i + "#EXT#@contoso.com", "G")
                    .mail("shared@contoso.com")
                    .guest());
        }
        tenant.add(TenantUser.member("member", "m@contoso.com", "M").mail("shared@contoso.com"));

        assertThat(resolve(List.of("shared@contoso.com")).get(0).member().id()).isEqualTo("member");
        assertThat(resolve(List.of("shared@contoso.com", "a@contoso.com"))
                        .get(0)
                        .member()
                        .id())
                .isEqualTo("member");
    }

    @Test
    void whatIsRefusedTogetherIsAskedForInSmallerGroups() {
        tenant.inject(Fault.status(400, "Request_UnsupportedQuery")
                .on(GraphOperation.LIST_USERS)
                .times(7));
        List<String> addresses = new ArrayList<>(strangers(20));
        addresses.add("lina@contoso.com");

        List<DirectoryAnswer> answers = resolve(addresses);

        assertThat(answers.get(20).member().id()).isEqualTo(MAILBOX);
        assertThat(answers.subList(0, 20))
                .allSatisfy(answer -> assertThat(answer.matches()).isEmpty());
    }

    @Test
    void whatIsRefusedAloneIsNoNobody() {
        tenant.inject(Fault.status(400, "Request_UnsupportedQuery")
                .on(GraphOperation.LIST_USERS)
                .always());

        assertThat(send("microsoft-exchange:resolveUsers", strangers(3)).getException())
                .isInstanceOf(MicrosoftExchangeRejectedException.class);
    }

    @Test
    void oneQuestionThatFailsIsNoAnswerToAnyOfThem() {
        tenant.inject(Fault.status(503).on(GraphOperation.LIST_USERS).times(1));

        assertThat(send("microsoft-exchange:resolveUsers", strangers(100)).getException())
                .isInstanceOf(MicrosoftExchangeUnavailableException.class);
    }

    @Test
    void anAddressLongerThanTheDirectoryComparesIsAskedForAllTheSame() {
        String address = "long@" + "department.".repeat(11) + "contoso.com";
        tenant.add(TenantUser.member("long", "l@contoso.com", "L").alias(address));

        List<DirectoryAnswer> answers = resolve(List.of("lina@contoso.com", address));

        assertThat(answers).extracting(answer -> answer.member().id()).containsExactly(MAILBOX, "long");
        assertThat(resolve(List.of(address)).get(0).member().id()).isEqualTo("long");
    }

    @Test
    void noAddressesAreNoQuestion() {
        assertThat(resolve(List.of())).isEmpty();
        assertThat(tenant.requests()).isEmpty();
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Who name : Who.values()) {
            for (Who mail : Who.values()) {
                for (Who main : Who.values()) {
                    for (Who other : Who.values()) {
                        cases.add(makeCase("case" + cases.size(), List.of(name, mail, main, other)));
                    }
                }
            }
        }
        return cases;
    }

    /** Adds separate users to the directory, one for each kind of address with a user. */
    private Case makeCase(String id, List<Who> ways) {
        String address = id + "@contoso.com";
        List<TenantUser> users = List.of(
                bare(id + "-name", address, null, List.of()),
                bare(id + "-mail", id + "m@contoso.com", address, List.of()),
                bare(id + "-main", id + "p@contoso.com", null, List.of("SMTP:" + address)),
                bare(id + "-other", id + "o@contoso.com", id + "x@contoso.com", List.of("smtp:" + address)));
        Case made = new Case(address, new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < users.size(); i++) {
            TenantUser user = users.get(i);
            if (ways.get(i) == Who.MEMBER) {
                tenant.add(user);
                made.members().add(user.id());
            } else if (ways.get(i) == Who.GUEST) {
                tenant.add(user.guest());
                made.guests().add(user.id());
            }
        }
        return made;
    }

    private static TenantUser bare(String id, String name, String mail, List<String> addresses) {
        return new TenantUser(id, name, "User", mail, addresses, "Member", true, null, true);
    }

    private void expect(Case expected, DirectoryAnswer answer) {
        assertThat(answer.address()).isEqualTo(expected.address());
        assertThat(answer.members())
                .extracting(match -> match.user().id())
                .containsExactlyInAnyOrderElementsOf(expected.members());
        assertThat(answer.matches())
                .hasSize(expected.members().size() + expected.guests().size());
        assertThat(answer.ambiguous()).isEqualTo(expected.members().size() > 1);
        assertThat(answer.member() == null).isEqualTo(expected.members().size() != 1);
    }

    private static List<String> strangers(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "stranger" + i + "@elsewhere.example")
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<DirectoryAnswer> resolve(List<String> addresses) {
        Exchange exchange = send("microsoft-exchange:resolveUsers", addresses);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(List.class);
    }
}
