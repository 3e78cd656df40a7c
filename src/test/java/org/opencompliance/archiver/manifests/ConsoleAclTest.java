package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hawtio Online permits only listed operations, and operations with changes only to administrators. */
class ConsoleAclTest {

    private static final ConsoleAcl ACL = ConsoleAcl.read(Path.of("k8s/hawtio-online/ACL.yaml"));

    @ParameterizedTest
    @CsvSource({
        "org.opencompliance.archiver,Collector,collectNow",
        "org.opencompliance.archiver,Collector,pause",
        "org.opencompliance.archiver,Collector,'collectRange(java.lang.String,java.lang.String)[2026-11-20,2026-11-21]'",
        "org.opencompliance.archiver,UserMapping,reload",
        "org.opencompliance.archiver,UserMapping,check(java.lang.String)[x]",
        "org.opencompliance.archiver,DeadLetters,replaySelected(java.lang.String)[x]",
        "org.opencompliance.archiver,DeadLetters,'discard(java.lang.String,java.lang.String)[x,y]'",
        "org.opencompliance.archiver,DeadLetters,replay(java.lang.String)[unmapped]"
    })
    void onlyAnAdministratorMayWorkTheArchiver(String domain, String type, String operation) {
        assertThat(ACL.allows("admin", domain, type, operation)).isTrue();
        assertThat(ACL.allows("viewer", domain, type, operation)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "org.opencompliance.archiver,Collector,State",
        "org.opencompliance.archiver,Today,Json",
        "org.opencompliance.archiver,Flow,Json",
        "org.opencompliance.archiver,Items,read",
        "org.opencompliance.archiver,UserMapping,Json",
        "org.opencompliance.archiver,DeadLetters,Guide",
        "org.opencompliance.archiver,DeadLetters,'list(java.lang.String,java.lang.String,int)[,,100]'",
        "org.opencompliance.archiver,Days,list(int)[30]",
        "org.opencompliance.archiver,Days,report(java.lang.String)[2026-11-20]",
        "org.opencompliance.archiver,Requests,answer(java.lang.String)[x]",
        "org.opencompliance.archiver,ItemStory,story(java.lang.String)[4711]",
        "org.apache.camel,routes,read",
        "org.apache.camel,routes,ExchangesTotal",
        "org.apache.camel,context,dumpRoutesAsXml",
        "org.apache.camel,routes,dumpRouteAsXml",
        "org.apache.camel,context,'dumpRoutesStatsAsXml(boolean,boolean)[true,true]'",
        "hawtio,security,canInvoke(java.lang.String)[x]"
    })
    void everyoneWhoMayLogInMayLook(String domain, String type, String member) {
        assertThat(ACL.allows("viewer", domain, type, member)).isTrue();
        assertThat(ACL.allows("admin", domain, type, member)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "com.sun.management,HotSpotDiagnostic,'dumpHeap(java.lang.String,boolean)[/tmp/heap,true]'",
        "com.sun.management,DiagnosticCommand,vmSystemProperties",
        "jdk.management.jfr,FlightRecorder,newRecording",
        "java.util.logging,Logging,'setLoggerLevel(java.lang.String,java.lang.String)[,ALL]'",
        "java.lang,Runtime,SystemProperties",
        "java.lang,Runtime,InputArguments",
        "java.lang,Runtime,read",
        "org.apache.camel,tracer,dumpAllTracedMessagesAsXml",
        "org.apache.camel,endpoints,browseAllMessagesAsXml(java.lang.Boolean)[true]",
        "org.apache.camel,context,'sendStringBody(java.lang.String,java.lang.String)[direct:a,b]'",
        "org.apache.camel,context,createEndpoint(java.lang.String)[file:/]",
        "org.apache.camel,context,addOrUpdateRoutesFromXml(java.lang.String)[x]",
        "org.apache.camel,routes,dumpRouteAsXml(boolean)[true]",
        "org.apache.camel,routes,stop",
        "org.apache.camel,routes,remove",
        "org.apache.logging.log4j2,LoggerContext,'setConfigText(java.lang.String,java.lang.String)[a,b]'",
        "org.opencompliance.archiver,DeadLetters,discardAll",
        "org.opencompliance.archiver,ItemStory,storyOf(java.lang.String)[x]",
        "made.up,Thing,doSomething"
    })
    void nobodyMayDoAnythingElse(String domain, String type, String member) {
        assertThat(ACL.allows("admin", domain, type, member)).isFalse();
        assertThat(ACL.allows("viewer", domain, type, member)).isFalse();
    }

    @Test
    void theDefaultIsNoFreePass() {
        assertThat(ACL.allows("admin", "made.up", "Thing", "anything")).isFalse();
    }
}
