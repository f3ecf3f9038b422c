"""``sdk.maestro.workflows``: Finds the workflows of an account, starts them, and
decides whether they accept new instances.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from ... import errors, models
from ..._runtime.operation import (
    Body,
    BodyMedia,
    ErrorCase,
    Operation,
    Parameter,
    ResponseCase,
)
from ..._runtime.resource import AsyncResource, Resource

if TYPE_CHECKING:
    from ..._runtime.options import RequestOptions

_GET_WORKFLOWS_LIST: Operation[models.WorkflowsListSuccess] = Operation(
    id="getWorkflowsList",
    method="GET",
    path="/v1/accounts/{accountId}/workflows",
    parameters=(
        Parameter("accountId", "account_id", "path", required=True),
        Parameter("status", "status", "query"),
    ),
    responses=(
        ResponseCase("200", "application/json", lambda: models.WorkflowsListSuccess),
    ),
    errors=(
        ErrorCase(
            ("400", "403", "404", "500"),
            "application/json",
            lambda: models.Error,
            lambda: errors.Error,
        ),
    ),
)

_GET_WORKFLOW_TRIGGER_REQUIREMENTS: Operation[
    models.WorkflowTriggerRequirementsSuccess
] = Operation(
    id="getWorkflowTriggerRequirements",
    method="GET",
    path="/v1/accounts/{accountId}/workflows/{workflowId}/trigger-requirements",
    parameters=(
        Parameter("accountId", "account_id", "path", required=True),
        Parameter("workflowId", "workflow_id", "path", required=True),
    ),
    responses=(
        ResponseCase(
            "200",
            "application/json",
            lambda: models.WorkflowTriggerRequirementsSuccess,
        ),
    ),
    errors=(
        ErrorCase(
            ("400", "403", "404", "500"),
            "application/json",
            lambda: models.Error,
            lambda: errors.Error,
        ),
    ),
)

_TRIGGER_WORKFLOW: Operation[models.TriggerWorkflowSuccess] = Operation(
    id="triggerWorkflow",
    method="POST",
    path="/v1/accounts/{accountId}/workflows/{workflowId}/actions/trigger",
    parameters=(
        Parameter("accountId", "account_id", "path", required=True),
        Parameter("workflowId", "workflow_id", "path", required=True),
    ),
    body=Body(
        argument="body",
        required=True,
        alternatives=(
            BodyMedia(
                "application/json",
                lambda: models.TriggerWorkflow,
                fields=(
                    ("instance_name", "instance_name"),
                    ("trigger_inputs", "trigger_inputs"),
                ),
            ),
        ),
    ),
    responses=(
        ResponseCase("201", "application/json", lambda: models.TriggerWorkflowSuccess),
    ),
    errors=(
        ErrorCase(
            ("400", "403", "404", "500"),
            "application/json",
            lambda: models.Error,
            lambda: errors.Error,
        ),
    ),
)

_PAUSE_NEW_WORKFLOW_INSTANCES: Operation[models.PauseNewWorkflowInstancesSuccess] = (
    Operation(
        id="pauseNewWorkflowInstances",
        method="POST",
        path="/v1/accounts/{accountId}/workflows/{workflowId}/actions/pause",
        parameters=(
            Parameter("accountId", "account_id", "path", required=True),
            Parameter("workflowId", "workflow_id", "path", required=True),
        ),
        responses=(
            ResponseCase(
                "200",
                "application/json",
                lambda: models.PauseNewWorkflowInstancesSuccess,
            ),
        ),
        errors=(
            ErrorCase(
                ("400", "403", "404", "409", "500"),
                "application/json",
                lambda: models.Error,
                lambda: errors.Error,
            ),
        ),
    )
)

_RESUME_PAUSED_WORKFLOW: Operation[models.ResumeNewWorkflowInstancesSuccess] = (
    Operation(
        id="resumePausedWorkflow",
        method="POST",
        path="/v1/accounts/{accountId}/workflows/{workflowId}/actions/resume",
        parameters=(
            Parameter("accountId", "account_id", "path", required=True),
            Parameter("workflowId", "workflow_id", "path", required=True),
        ),
        responses=(
            ResponseCase(
                "200",
                "application/json",
                lambda: models.ResumeNewWorkflowInstancesSuccess,
            ),
        ),
        errors=(
            ErrorCase(
                ("400", "403", "404", "409", "500"),
                "application/json",
                lambda: models.Error,
                lambda: errors.Error,
            ),
        ),
    )
)


class Workflows(Resource):
    """Finds the workflows of an account, starts them, and decides whether they accept
    new instances.
    """

    def get_workflows_list(
        self,
        *,
        account_id: str,
        status: models.WorkflowStatus | str | None = None,
        options: RequestOptions | None = None,
    ) -> models.WorkflowsListSuccess:
        """List the Workflows of an Account

        Lists the workflows that have been designed in an account. Without a filter
        all of them come back; `status` narrows the list to one state.

        ### Use Cases:
        - Letting a user choose the workflow to start
        - Finding the inactive and the archived workflows that can be tidied up

        ### Key Features:
        - **Filter by State**: Returns, for example, only the workflows that can be
          started now
        - **Who and When**: Tells for each workflow who created and who last changed
          it

        Args:
            account_id: The unique identifier of the account.
            status: Only workflows in this state are returned.
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.WorkflowsListSuccess: The workflows of the account.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = sdk.maestro.workflows.get_workflows_list(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                status=models.WorkflowStatus.ACTIVE,
            )
        """
        return self._call(
            _GET_WORKFLOWS_LIST,
            {
                "account_id": account_id,
                "status": status,
            },
            options,
        )

    def get_workflow_trigger_requirements(
        self,
        *,
        account_id: str,
        workflow_id: str,
        options: RequestOptions | None = None,
    ) -> models.WorkflowTriggerRequirementsSuccess:
        """Read What a Workflow Needs to Start

        Describes how a workflow is started: the event it waits for, where that event
        has to be sent, and the inputs it has to carry.

        Read it before the first trigger: the names under `trigger_input_schema` are
        the keys of `trigger_inputs`.

        ### Use Cases:
        - Building a form that asks for exactly the inputs of a workflow
        - Checking data before it is sent, so that a start does not fail half-way

        ### Key Features:
        - **Described Inputs**: Name, kind and default value of every input
        - **Ready to Call**: The HTTP method and the address to which the trigger
          goes

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.WorkflowTriggerRequirementsSuccess: The requirements of the
                workflow's trigger.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = sdk.maestro.workflows.get_workflow_trigger_requirements(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
            )
        """
        return self._call(
            _GET_WORKFLOW_TRIGGER_REQUIREMENTS,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
            },
            options,
        )

    @overload
    def trigger_workflow(
        self,
        *,
        account_id: str,
        workflow_id: str,
        instance_name: str,
        trigger_inputs: models.TriggerInputsInput,
        options: RequestOptions | None = None,
    ) -> models.TriggerWorkflowSuccess: ...

    @overload
    def trigger_workflow(
        self,
        *,
        account_id: str,
        workflow_id: str,
        body: models.TriggerWorkflow | models.TriggerWorkflowDict,
        options: RequestOptions | None = None,
    ) -> models.TriggerWorkflowSuccess: ...

    def trigger_workflow(
        self,
        *,
        account_id: str,
        workflow_id: str,
        instance_name: str | None = None,
        trigger_inputs: models.TriggerInputsInput | None = None,
        body: models.TriggerWorkflow | models.TriggerWorkflowDict | None = None,
        options: RequestOptions | None = None,
    ) -> models.TriggerWorkflowSuccess:
        """Start an Instance of a Workflow

        Starts a workflow with the inputs of the request and returns the new
        instance, together with a link under which its first participant can begin.

        Every call that arrives starts one more instance.

        ### Use Cases:
        - Starting a contract as soon as a deal is won in the sales system
        - Sending a signed-up customer straight into the first step

        ### Key Features:
        - **Inputs of Any Kind**: Takes texts, numbers, booleans, objects and lists
        - **Link to Begin With**: Returns the address that opens the new instance in
          a browser

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            instance_name: What the new instance is to be called.
            trigger_inputs: The inputs that the workflow asks for.
            body: The name and the inputs of the new instance. Given whole, in place of
                its fields.
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.TriggerWorkflowSuccess: The instance was started.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = sdk.maestro.workflows.trigger_workflow(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                instance_name="Onboarding of Tamsin Oduya",
                trigger_inputs={"employee_name": "Tamsin Oduya", "contract_months": 24},
            )
        """
        return self._call(
            _TRIGGER_WORKFLOW,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
                "instance_name": instance_name,
                "trigger_inputs": trigger_inputs,
                "body": body,
            },
            options,
        )

    def pause_new_workflow_instances(
        self,
        *,
        account_id: str,
        workflow_id: str,
        options: RequestOptions | None = None,
    ) -> models.PauseNewWorkflowInstancesSuccess:
        """Stop a Workflow From Starting New Instances

        Closes a workflow for new instances until it is resumed. Instances that have
        begun already go on to their end.

        ### Use Cases:
        - Keeping new requests out while a workflow is being changed
        - Holding back during a holiday or an outage of a system further down

        ### Key Features:
        - **Running Work Is Safe**: Only new starts are refused
        - **Reversible**: A later call resumes the workflow

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.PauseNewWorkflowInstancesSuccess: The workflow no longer starts new
                instances.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 409, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = sdk.maestro.workflows.pause_new_workflow_instances(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
            )
        """
        return self._call(
            _PAUSE_NEW_WORKFLOW_INSTANCES,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
            },
            options,
        )

    def resume_paused_workflow(
        self,
        *,
        account_id: str,
        workflow_id: str,
        options: RequestOptions | None = None,
    ) -> models.ResumeNewWorkflowInstancesSuccess:
        """Let a Paused Workflow Start Instances Again

        Opens a paused workflow for new instances. Triggers that were refused in the
        meantime are not made up for: send them again.

        ### Use Cases:
        - Going back to work after a change to the workflow has been published
        - Ending a planned interruption

        ### Key Features:
        - **Effective at Once**: The next trigger starts an instance
        - **Clear State**: The answer names the state that the workflow is in from
          now on

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.ResumeNewWorkflowInstancesSuccess: The workflow starts new instances
                again.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 409, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = sdk.maestro.workflows.resume_paused_workflow(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
            )
        """
        return self._call(
            _RESUME_PAUSED_WORKFLOW,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
            },
            options,
        )


class AsyncWorkflows(AsyncResource):
    """Finds the workflows of an account, starts them, and decides whether they accept
    new instances.
    """

    async def get_workflows_list(
        self,
        *,
        account_id: str,
        status: models.WorkflowStatus | str | None = None,
        options: RequestOptions | None = None,
    ) -> models.WorkflowsListSuccess:
        """List the Workflows of an Account

        Lists the workflows that have been designed in an account. Without a filter
        all of them come back; `status` narrows the list to one state.

        ### Use Cases:
        - Letting a user choose the workflow to start
        - Finding the inactive and the archived workflows that can be tidied up

        ### Key Features:
        - **Filter by State**: Returns, for example, only the workflows that can be
          started now
        - **Who and When**: Tells for each workflow who created and who last changed
          it

        Args:
            account_id: The unique identifier of the account.
            status: Only workflows in this state are returned.
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.WorkflowsListSuccess: The workflows of the account.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = await sdk.maestro.workflows.get_workflows_list(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                status=models.WorkflowStatus.ACTIVE,
            )
        """
        return await self._call(
            _GET_WORKFLOWS_LIST,
            {
                "account_id": account_id,
                "status": status,
            },
            options,
        )

    async def get_workflow_trigger_requirements(
        self,
        *,
        account_id: str,
        workflow_id: str,
        options: RequestOptions | None = None,
    ) -> models.WorkflowTriggerRequirementsSuccess:
        """Read What a Workflow Needs to Start

        Describes how a workflow is started: the event it waits for, where that event
        has to be sent, and the inputs it has to carry.

        Read it before the first trigger: the names under `trigger_input_schema` are
        the keys of `trigger_inputs`.

        ### Use Cases:
        - Building a form that asks for exactly the inputs of a workflow
        - Checking data before it is sent, so that a start does not fail half-way

        ### Key Features:
        - **Described Inputs**: Name, kind and default value of every input
        - **Ready to Call**: The HTTP method and the address to which the trigger
          goes

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.WorkflowTriggerRequirementsSuccess: The requirements of the
                workflow's trigger.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = await sdk.maestro.workflows.get_workflow_trigger_requirements(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
            )
        """
        return await self._call(
            _GET_WORKFLOW_TRIGGER_REQUIREMENTS,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
            },
            options,
        )

    @overload
    async def trigger_workflow(
        self,
        *,
        account_id: str,
        workflow_id: str,
        instance_name: str,
        trigger_inputs: models.TriggerInputsInput,
        options: RequestOptions | None = None,
    ) -> models.TriggerWorkflowSuccess: ...

    @overload
    async def trigger_workflow(
        self,
        *,
        account_id: str,
        workflow_id: str,
        body: models.TriggerWorkflow | models.TriggerWorkflowDict,
        options: RequestOptions | None = None,
    ) -> models.TriggerWorkflowSuccess: ...

    async def trigger_workflow(
        self,
        *,
        account_id: str,
        workflow_id: str,
        instance_name: str | None = None,
        trigger_inputs: models.TriggerInputsInput | None = None,
        body: models.TriggerWorkflow | models.TriggerWorkflowDict | None = None,
        options: RequestOptions | None = None,
    ) -> models.TriggerWorkflowSuccess:
        """Start an Instance of a Workflow

        Starts a workflow with the inputs of the request and returns the new
        instance, together with a link under which its first participant can begin.

        Every call that arrives starts one more instance.

        ### Use Cases:
        - Starting a contract as soon as a deal is won in the sales system
        - Sending a signed-up customer straight into the first step

        ### Key Features:
        - **Inputs of Any Kind**: Takes texts, numbers, booleans, objects and lists
        - **Link to Begin With**: Returns the address that opens the new instance in
          a browser

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            instance_name: What the new instance is to be called.
            trigger_inputs: The inputs that the workflow asks for.
            body: The name and the inputs of the new instance. Given whole, in place of
                its fields.
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.TriggerWorkflowSuccess: The instance was started.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = await sdk.maestro.workflows.trigger_workflow(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                instance_name="Onboarding of Tamsin Oduya",
                trigger_inputs={"employee_name": "Tamsin Oduya", "contract_months": 24},
            )
        """
        return await self._call(
            _TRIGGER_WORKFLOW,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
                "instance_name": instance_name,
                "trigger_inputs": trigger_inputs,
                "body": body,
            },
            options,
        )

    async def pause_new_workflow_instances(
        self,
        *,
        account_id: str,
        workflow_id: str,
        options: RequestOptions | None = None,
    ) -> models.PauseNewWorkflowInstancesSuccess:
        """Stop a Workflow From Starting New Instances

        Closes a workflow for new instances until it is resumed. Instances that have
        begun already go on to their end.

        ### Use Cases:
        - Keeping new requests out while a workflow is being changed
        - Holding back during a holiday or an outage of a system further down

        ### Key Features:
        - **Running Work Is Safe**: Only new starts are refused
        - **Reversible**: A later call resumes the workflow

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.PauseNewWorkflowInstancesSuccess: The workflow no longer starts new
                instances.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 409, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = await sdk.maestro.workflows.pause_new_workflow_instances(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
            )
        """
        return await self._call(
            _PAUSE_NEW_WORKFLOW_INSTANCES,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
            },
            options,
        )

    async def resume_paused_workflow(
        self,
        *,
        account_id: str,
        workflow_id: str,
        options: RequestOptions | None = None,
    ) -> models.ResumeNewWorkflowInstancesSuccess:
        """Let a Paused Workflow Start Instances Again

        Opens a paused workflow for new instances. Triggers that were refused in the
        meantime are not made up for: send them again.

        ### Use Cases:
        - Going back to work after a change to the workflow has been published
        - Ending a planned interruption

        ### Key Features:
        - **Effective at Once**: The next trigger starts an instance
        - **Clear State**: The answer names the state that the workflow is in from
          now on

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.ResumeNewWorkflowInstancesSuccess: The workflow starts new instances
                again.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 409, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = await sdk.maestro.workflows.resume_paused_workflow(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
            )
        """
        return await self._call(
            _RESUME_PAUSED_WORKFLOW,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
            },
            options,
        )
