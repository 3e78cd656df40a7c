package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Received;
import org.opencompliance.archiver.exchange.support.Reply;

class MicrosoftExchangeUserTest extends ExchangeTest {

    private static final Reply UNKNOWN = Reply.error(404, "Request_ResourceNotFound");
    private static final Reply NOBODY = Reply.json(200, "{\"value\": []}");

    @Test
    void isFoundByPrincipalName() {
        graph.on("GET /users/li%40contoso.com", Reply.file(200, "user-member")).on("GET /users", NOBODY);

        DirectoryUser user = resolve("li@contoso.com").getMessage().getBody(DirectoryUser.class);

        assertThat(user).isEqualTo(new DirectoryUser("user-1", "li@contoso.com", "li.na@contoso.com", false));
        assertThat(graph.received("GET /users")).as("in every way").hasSize(3);
    }

    @Test
    void isFoundByMailAndThenByEveryAddress() {
        graph.on("GET /users/old%40contoso.com", UNKNOWN)
                .on("GET /users", NOBODY, NOBODY, Reply.file(200, "users-member"));

        DirectoryUser user = resolve("old@contoso.com").getMessage().getBody(DirectoryUser.class);

        assertThat(user.id()).isEqualTo("user-1");
        assertThat(graph.received("GET /users"))
                .extracting(Received::query)
                .satisfiesExactly(
                        mail -> assertThat(mail).contains("mail eq 'old@contoso.com'"),
                        alias -> assertThat(alias).contains("proxyAddresses/any(p:p eq 'smtp:old@contoso.com')&"),
                        main -> assertThat(main).contains("proxyAddresses/any(p:p eq 'SMTP:old@contoso.com')&"));
    }

    @Test
    void whoNobodyIsHasNoBody() {
        graph.on("GET /users/no%40contoso.com", UNKNOWN).on("GET /users", NOBODY);

        Exchange exchange = resolve("no@contoso.com");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNull();
    }

    @Test
    void aGuestIsToldApart() {
        graph.on("GET /users/g%40partner.com", UNKNOWN).on("GET /users", Reply.file(200, "users-guest"));

        assertThat(resolve("g@partner.com")
                        .getMessage()
                        .getBody(DirectoryUser.class)
                        .guest())
                .isTrue();
    }

    @Test
    void aMemberComesBeforeAGuestWithTheSameAddress() {
        graph.on("GET /users/g%40partner.com", UNKNOWN).on("GET /users", Reply.file(200, "users-guestAndMember"));

        assertThat(resolve("g@partner.com")
                        .getMessage()
                        .getBody(DirectoryUser.class)
                        .id())
                .isEqualTo("user-1");
    }

    @Test
    void twoMembersWithOneAddressAreAPersonsToSortOut() {
        graph.on("GET /users/g%40contoso.com", UNKNOWN)
                .on("GET /users", Reply.file(200, "users-guestAndMember").where("Guest", "Member"));

        failure(resolve("g@contoso.com"), MicrosoftExchangeRejectedException.class);
    }

    @Test
    void aDirectoryThatCannotBeAskedIsNoNobody() {
        graph.on("GET /users/li%40contoso.com", Reply.error(403, "Authorization_RequestDenied"));

        assertThat(failure(resolve("li@contoso.com"), MicrosoftExchangeUnavailableException.class)
                        .getScope())
                .isEqualTo(MicrosoftExchangeUnavailableException.Scope.TENANT);
    }

    @Test
    void whatTheDirectoryDoesNotTakeForAnIdIsLookedForOtherwise() {
        graph.on("GET /users/li%40contoso.com", Reply.error(400, "Request_BadRequest"))
                .on("GET /users", Reply.file(200, "users-member"));

        assertThat(resolve("li@contoso.com")
                        .getMessage()
                        .getBody(DirectoryUser.class)
                        .id())
                .isEqualTo("user-1");
    }

    @Test
    void aPageThatSomethingOnTheWayDoesNotHaveIsNoNobody() {
        graph.on("GET /users/li%40contoso.com", Reply.json(404, "<html>Not Found</html>"));

        assertThat(failure(resolve("li@contoso.com"), MicrosoftExchangeUnavailableException.class)
                        .getScope())
                .isEqualTo(MicrosoftExchangeUnavailableException.Scope.REQUEST);
    }

    @Test
    void aBrokenAnswerIsNoNobody() {
        graph.on("GET /users/li%40contoso.com", Reply.json(400, "<html>")).on("GET /users", NOBODY);

        failure(resolve("li@contoso.com"), MicrosoftExchangeUnavailableException.class);
    }

    @Test
    void aQuoteInAnAddressStaysText() {
        graph.on("GET /users/o%27neil%40contoso.com", UNKNOWN).on("GET /users", NOBODY);

        resolve("o'neil@contoso.com");

        assertThat(graph.received("GET /users").get(0).query()).contains("mail eq 'o''neil@contoso.com'");
    }

    @Test
    void aUserWhoseNameIsOfOneAndWhoseAddressIsOfAnotherIsAPersonsToSortOut() {
        graph.on(
                        "GET /users/li.na%40contoso.com",
                        Reply.file(200, "user-member").where("user-1", "user-9"))
                .on("GET /users", Reply.file(200, "users-member"));

        assertThat(failure(resolve("li.na@contoso.com"), MicrosoftExchangeRejectedException.class)
                        .getMessage())
                .startsWith("2 users of the directory have the address")
                .doesNotContain("@");
    }

    @Test
    void aMemberIsFoundBehindAGuestWithTheSameAddress() {
        graph.on("GET /users/g%40partner.com", UNKNOWN)
                .on("GET /users", Reply.file(200, "users-guest"), Reply.file(200, "users-member"), NOBODY);

        assertThat(resolve("g@partner.com")
                        .getMessage()
                        .getBody(DirectoryUser.class)
                        .id())
                .isEqualTo("user-1");
    }

    @Test
    void aUserWhoFitsNoneOfTheAddressesHasEachOfThemAskedForAlone() {
        graph.on("GET /users/a%40contoso.com", UNKNOWN)
                .on("GET /users/b%40contoso.com", UNKNOWN)
                .on("GET /users", Reply.file(200, "users-member"));

        Exchange exchange =
                send("microsoft-exchange:resolveUsers", List.of("a@contoso.com", "b@contoso.com", "no address"));

        assertThat((List<?>) exchange.getMessage().getBody())
                .extracting(answer -> ((DirectoryAnswer) answer).matches().size())
                .containsExactly(1, 1, 0);
        assertThat(graph.received("GET /users"))
                .extracting(Received::query)
                .anySatisfy(query -> assertThat(query).contains("mail in ('a@contoso.com','b@contoso.com')"))
                .anySatisfy(query -> assertThat(query).contains("mail eq 'a@contoso.com'"))
                .anySatisfy(query -> assertThat(query).contains("proxyAddresses/any(p:p eq 'SMTP:b@contoso.com')&"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\": [{}]}", "{\"value\": [null]}", "{\"value\": 7}", "{}"})
    void aListThatCannotBeReadIsNoNobody(String answer) {
        graph.on("GET /users/li%40contoso.com", UNKNOWN).on("GET /users", Reply.json(200, answer));

        failure(resolve("li@contoso.com"), MicrosoftExchangeUnavailableException.class);
    }

    @Test
    void aListThatLeadsElsewhereIsNotFollowed() {
        graph.on("GET /users/li%40contoso.com", UNKNOWN)
                .on(
                        "GET /users",
                        Reply.json(200, "{\"value\": [], \"@odata.nextLink\": \"http://127.0.0.1:1/users\"}"));

        failure(resolve("li@contoso.com"), MicrosoftExchangeUnavailableException.class);
    }

    @Test
    void aListWithoutEndIsNotFollowedForEver() {
        graph.on("GET /users/li%40contoso.com", UNKNOWN)
                .on(
                        "GET /users",
                        Reply.json(200, "{\"value\": [], \"@odata.nextLink\": \"$BASE/users?$skiptoken=1\"}"));

        failure(resolve("li@contoso.com"), MicrosoftExchangeUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a@b@c", "../groups", "x\ny@contoso.com", "<li@contoso.com>"})
    void whatIsNoAddressIsNobodysWithoutAQuestion(String address) {
        Exchange exchange = resolve(address);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(graph.received()).isEmpty();
    }

    private Exchange resolve(String address) {
        return send("microsoft-exchange:resolveUser", "x", MicrosoftExchangeConstants.ADDRESS, address);
    }
}
